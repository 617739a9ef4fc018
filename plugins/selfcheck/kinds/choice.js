// Options to choose from: what the kinds share in which the reader picks one or several.
(() => {
  const { Question, t } = window.selfcheck;

  class Choice extends Question {
    get groups() {
      return [...this.querySelectorAll(".sc-options")];
    }

    // The numbers (or words) of the options chosen in a group.
    chosen(group) {
      return [...group.querySelectorAll("input:checked")].map((input) => input.value);
    }

    correct(group) {
      const key = this.key.querySelector(`[data-group="${group.dataset.group}"]`);
      return [...key.querySelectorAll("[data-correct]")].map((item) => item.dataset.option);
    }

    read() {
      const answer = this.groups.map((group) => this.chosen(group));
      return answer.every((chosen) => chosen.length) ? answer : null;
    }

    restore(answer) {
      this.groups.forEach((group, number) => {
        for (const input of group.querySelectorAll("input")) {
          input.checked = (answer[number] ?? []).includes(input.value);
        }
      });
    }

    grade(answer) {
      return this.constructor.share(
        answer,
        this.groups.map((group) => this.correct(group)),
        this.groups.map((group) => group.querySelectorAll("input").length),
      );
    }

    mark(answer) {
      this.groups.forEach((group, number) => {
        const correct = this.correct(group);
        for (const option of group.querySelectorAll(".sc-option")) {
          const value = option.dataset.option;
          const chosen = answer[number].includes(value);
          const right = correct.includes(value);
          this.verdict(option, chosen || right ? right : null, optionLabel(chosen, right));
          this.feedback(option, `[data-group="${group.dataset.group}"] > [data-option="${value}"]`);
        }
      });
    }

    // What a screen reader says at once: the feedback on what was chosen.
    spoken() {
      return [...this.querySelectorAll(".sc-option:has(:checked) .sc-feedback")]
        .map((feedback) => feedback.textContent)
        .join(" ");
    }

    reshuffle() {
      for (const group of this.groups) {
        if (!group.hasAttribute("data-ordered")) this.shuffle(group, ".sc-option");
      }
    }
  }

  // Several to find: hits less false alarms, so that choosing everything is worth nothing.
  class Several extends Choice {
    static share([chosen], [correct], [options]) {
      const hits = chosen.filter((option) => correct.includes(option)).length;
      const alarms = chosen.length - hits;
      return Math.max(0, hits / correct.length - alarms / (options - correct.length));
    }

    detail([chosen]) {
      const correct = this.correct(this.groups[0]);
      const hits = chosen.filter((option) => correct.includes(option)).length;
      const alarms = chosen.length - hits;
      const found = { found: hits, total: correct.length };
      return alarms ? t("found-and-chose", { ...found, count: alarms }) : t("found", found);
    }
  }

  function optionLabel(chosen, right) {
    if (chosen) return right ? t("your-choice-right") : t("your-choice-wrong");
    return right ? t("right-not-chosen") : "";
  }

  window.selfcheck.Choice = Choice;
  window.selfcheck.Several = Several;
})();

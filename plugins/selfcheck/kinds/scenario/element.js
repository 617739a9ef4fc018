// A conversation in turns: the mean of the choices on the path.
(() => {
  const { element, t } = window.selfcheck;
  const WORTH = { helpful: 1, partly: 0.5, unhelpful: 0 };
  const WORDS = { helpful: t("helpful"), partly: t("partly-helpful"), unhelpful: t("unhelpful") };

  class Scenario extends window.selfcheck.Question {
    static share(ratings) {
      return ratings.reduce((sum, rating) => sum + WORTH[rating], 0) / ratings.length;
    }

    setUp() {
      this.story = this.querySelector(".sc-story");
      for (const choice of this.querySelectorAll(".sc-choice")) {
        const button = element("button", "sc-choice");
        button.type = "button";
        Object.assign(button.dataset, choice.dataset);
        button.append(...choice.childNodes);
        choice.replaceWith(button);
      }
      this.addEventListener("click", (event) => {
        const choice = event.target.closest(".sc-choice");
        if (choice && !this.answered) this.choose(choice);
      });
      this.begin();
    }

    begin() {
      this.path = [];
      this.story.replaceChildren();
      for (const meter of this.meters) this.setMeter(meter, Number(meter.dataset.start));
      this.show(this.querySelector(".sc-node"));
    }

    get meters() {
      return [...this.querySelectorAll("[data-meter]")];
    }

    setMeter(meter, value) {
      const bounded = Math.min(5, Math.max(0, value));
      meter.dataset.value = bounded;
      meter.querySelector(".sc-meter-value").textContent = t("value-of-total", { value: bounded, total: 5 });
    }

    show(node) {
      this.current = node;
      for (const each of this.querySelectorAll(".sc-node")) each.classList.toggle("sc-current", each === node);
    }

    item(node, choice) {
      return this.key.querySelector(`[data-node="${node}"][data-choice="${choice}"]`);
    }

    choose(choice) {
      const { node } = this.current.dataset;
      const item = this.item(node, choice.dataset.choice);
      const said = element("div", "sc-said-by-reader");
      said.append(element("b", "sc-speaker", t("you")), " ", ...item.querySelector(".sc-choice-text").cloneNode(true).childNodes);
      const reaction = item.querySelector(".sc-reaction").cloneNode(true);
      const before = this.current.querySelector(".sc-node-text").cloneNode(true);
      this.story.append(before, said, reaction);
      this.path.push([node, choice.dataset.choice, choice.dataset.rating]);
      for (const [name, change] of Object.entries(JSON.parse(choice.dataset.effects))) {
        const meter = this.querySelector(`[data-meter="${name}"]`);
        this.setMeter(meter, Number(meter.dataset.value) + change);
      }
      const next = this.querySelector(`.sc-node[data-node="${choice.dataset.to}"]`);
      this.show(next);
      if (next.dataset.ending) this.submit();
      // From the reaction, a screen reader reads on to what comes next.
      reaction.tabIndex = -1;
      reaction.focus();
    }

    read() {
      return this.current?.dataset.ending ? this.path : null;
    }

    // A conversation begins anew; that it was had is told by the line above it.
    restore() {}

    grade(path) {
      return Scenario.share(path.map(([, , rating]) => rating));
    }

    // The debrief: each choice with its reasons, and the roads not taken.
    mark(path) {
      const debrief = element("div", "sc-debrief sc-added");
      debrief.append(element("p", "sc-debrief-title", t("your-path")));
      const list = element("ol", "");
      for (const [node, choice, rating] of path) {
        const item = element("li", "sc-debriefed");
        item.dataset.verdict = rating === "helpful" ? "right" : rating === "unhelpful" ? "wrong" : "open";
        const taken = this.item(node, choice);
        const line = element("p", "");
        line.append(element("strong", "", `${WORDS[rating]} `), ...taken.querySelector(".sc-choice-text").cloneNode(true).childNodes);
        item.append(line, taken.querySelector(".sc-feedback").cloneNode(true), this.otherRoads(node, choice));
        list.append(item);
      }
      debrief.append(list);
      this.querySelector(".sc-answer").append(debrief);
    }

    otherRoads(node, choice) {
      const roads = element("details", "sc-roads");
      roads.append(element("summary", "", t("road-not-taken")));
      for (const other of this.key.querySelectorAll(`[data-node="${node}"]`)) {
        if (other.dataset.choice !== choice) roads.append(...other.cloneNode(true).childNodes);
      }
      return roads;
    }

    detail(path) {
      const replies = { helpful: path.filter(([, , rating]) => rating === "helpful").length, total: path.length };
      const { ending } = this.current.dataset;
      if (ending === "good") return t("ended-well", replies);
      return ending === "mixed" ? t("ended-half-well", replies) : t("ended-badly", replies);
    }

    retry(how = {}) {
      super.retry({ quietly: true });
      this.begin();
      if (!how.quietly) this.querySelector(".sc-current .sc-choice")?.focus();
    }

    reset() {}
  }

  window.selfcheck.define("scenario", Scenario);
})();

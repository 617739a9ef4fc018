// Fill the gaps: the part of them that holds an accepted word.
(() => {
  const { t } = window.selfcheck;

  // The same comparison as `normalise` in model.py; cases.json drives both.
  const normalise = (word) =>
    word
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}|['’]/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .replace(/ß/g, "ss")
      .trim();

  class FillIn extends window.selfcheck.Question {
    static normalise = normalise;

    static share(answer, accepted) {
      const right = answer.filter((word, gap) => accepts(accepted[gap], word));
      return right.length / accepted.length;
    }

    get gaps() {
      return [...this.querySelectorAll(".sc-answer .sc-gap")];
    }

    get accepted() {
      return this.gaps.map((gap) => JSON.parse(this.item(gap).dataset.accept));
    }

    item(gap) {
      return this.key.querySelector(`li[data-blank="${gap.dataset.blank}"]`);
    }

    read() {
      const words = this.gaps.map((gap) => gap.value.trim());
      return words.every(Boolean) ? words : null;
    }

    restore(answer) {
      this.gaps.forEach((gap, number) => (gap.value = answer[number] ?? ""));
    }

    grade(answer) {
      return FillIn.share(answer, this.accepted);
    }

    mark(answer) {
      this.gaps.forEach((gap, number) => {
        const right = accepts(this.accepted[number], answer[number]);
        const blank = gap.dataset.blank;
        this.verdict(gap, right, "");
        gap.setAttribute("aria-invalid", String(!right));
        const word = answer[number];
        const said = right ? t("gap-said", { word }) : t("gap-said-wrong", { word, right: this.accepted[number][0] });
        const line = this.addNote(right ? t("verdict-right-before") : t("gap-wrong"), said, right);
        const misses = [...this.item(gap).querySelectorAll(".sc-miss")];
        const miss = misses.findIndex((each) => normalise(each.dataset.miss) === normalise(answer[number]));
        if (miss >= 0) this.feedback(line, `li[data-blank="${blank}"] > .sc-miss:nth-of-type(${miss + 2})`);
        this.feedback(line, `li[data-blank="${blank}"]`);
      });
    }

    unmark() {
      super.unmark();
      for (const gap of this.gaps) gap.removeAttribute("aria-invalid");
    }

    detail(answer) {
      if (answer.length < 2) return "";
      const right = answer.filter((word, gap) => accepts(this.accepted[gap], word)).length;
      return t("gaps-right", { count: right, total: answer.length });
    }

    // Enter in a gap checks, as in any form.
    setUp() {
      this.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && event.target.matches("input.sc-gap")) this.submit();
      });
    }
  }

  function accepts(words, word) {
    return words.some((each) => normalise(each) === normalise(word));
  }

  window.selfcheck.define("fill-in", FillIn);
})();

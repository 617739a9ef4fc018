// Estimate a number: in full within the tolerance, then less in a straight line.
(() => {
  const { element, t, number } = window.selfcheck;

  class Numeric extends window.selfcheck.Question {
    static share(estimate, answer, tolerance, zeroAt) {
      // Rounded, because 19.7 - 16.7 is a hair more than 3 to a machine.
      const distance = Number(Math.abs(estimate - answer).toPrecision(12));
      if (distance <= tolerance) return 1;
      return Math.max(0, (zeroAt - distance) / (zeroAt - tolerance));
    }

    setUp() {
      this.input = this.querySelector(".sc-number-input");
      this.slider = this.querySelector(".sc-slider");
      this.slider.addEventListener("input", () => (this.input.value = this.rounded(this.slider.value)));
      this.input.addEventListener("input", () => {
        if (this.input.value !== "") this.slider.value = this.input.value;
      });
      this.input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.submit();
      });
    }

    get data() {
      const { answer, tolerance, zeroAt, min, max, low, high, unit } = this.key.querySelector(".sc-numeric-key").dataset;
      return {
        ...Object.fromEntries(Object.entries({ answer, tolerance, zeroAt, min, max, low, high }).map(([key, value]) => [key, Number(value)])),
        unit,
      };
    }

    // A number as it is written here, with its unit.
    written(value) {
      const { unit } = this.data;
      if (!unit) return number(value);
      return unit === "%" ? t("percent", { number: number(value) }) : t("with-unit", { number: number(value), unit });
    }

    // As fine as a hundredth of the range, and no finer.
    rounded(value) {
      const { min, max } = this.data;
      const places = Math.max(0, Math.ceil(-Math.log10((max - min) / 100)));
      return Number(value).toFixed(places);
    }

    read() {
      const { min, max } = this.data;
      const value = this.input.value.trim();
      const estimate = Number(value);
      return value === "" || !Number.isFinite(estimate) || estimate < min || estimate > max ? null : estimate;
    }

    restore(answer) {
      this.input.value = answer;
      this.slider.value = answer;
    }

    reset() {
      super.reset();
      this.slider.value = (this.data.min + this.data.max) / 2;
    }

    grade(estimate) {
      const { answer, tolerance, zeroAt } = this.data;
      return Numeric.share(estimate, answer, tolerance, zeroAt);
    }

    distance(estimate) {
      const { answer } = this.data;
      if (this.grade(estimate) === 1) return "close";
      return estimate < answer ? "low" : "high";
    }

    mark(estimate) {
      const { answer, low, high, min, max } = this.data;
      const start = (value) => `${(100 * (value - min)) / (max - min)}%`;
      const end = (value) => `${(100 * (max - value)) / (max - min)}%`;
      const scale = element("div", "sc-scale sc-added");
      scale.setAttribute("aria-hidden", "true");
      if (!Number.isNaN(low)) {
        const band = element("span", "sc-scale-band");
        band.style.insetInlineStart = start(Math.max(low, min));
        band.style.insetInlineEnd = end(Math.min(high, max));
        scale.append(band);
      }
      const yours = t("mark-of-yours", { value: this.written(estimate) });
      const found = t("mark-of-evidence", { value: this.written(answer) });
      for (const [value, name, words] of [[estimate, "yours", yours], [answer, "found", found]]) {
        const mark = element("span", `sc-scale-mark sc-scale-${name}`, words);
        // Beyond the middle the words stand before their mark, so that they don't leave the page.
        mark.dataset.side = value > (min + max) / 2 ? "end" : "start";
        if (mark.dataset.side === "end") mark.style.insetInlineEnd = end(value);
        else mark.style.insetInlineStart = start(value);
        scale.append(mark);
      }
      const place = this.querySelector(".sc-answer");
      place.append(scale);
      const right = this.grade(estimate) === 1;
      const note = this.addNote(t("where-evidence-lies"), `${this.key.querySelector(".sc-evidence").textContent}.`.replace("..", "."), right);
      this.feedback(note, `[data-distance="${this.distance(estimate)}"]`);
    }

    detail(estimate) {
      return t("estimate-and-answer", { estimate: this.written(estimate), answer: this.written(this.data.answer) });
    }

    spoken() {
      return this.querySelector(".sc-answer .sc-feedback")?.textContent ?? "";
    }
  }

  window.selfcheck.define("numeric", Numeric);
})();

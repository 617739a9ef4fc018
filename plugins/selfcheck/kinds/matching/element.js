// Pair two columns: the part of the left entries with the right partner.
window.selfcheck.define(
  "matching",
  class extends window.selfcheck.Question {
    static share(answer, partners) {
      return answer.filter((response, pair) => response === partners[pair]).length / partners.length;
    }

    // The rows in the author's order, whatever order they are shown in.
    get pairs() {
      const rows = [...this.querySelectorAll(".sc-pair")];
      return rows.sort((a, b) => a.dataset.pair - b.dataset.pair);
    }

    get partners() {
      return [...this.key.querySelectorAll("[data-response]")].map((item) => item.dataset.response);
    }

    read() {
      const answer = this.pairs.map((row) => row.querySelector("select").value);
      return answer.every(Boolean) ? answer : null;
    }

    restore(answer) {
      this.pairs.forEach((row, pair) => (row.querySelector("select").value = answer[pair] ?? ""));
    }

    grade(answer) {
      return this.constructor.share(answer, this.partners);
    }

    mark(answer) {
      this.pairs.forEach((row, pair) => {
        const right = answer[pair] === this.partners[pair];
        const item = this.key.querySelector(`[data-pair="${pair}"]`);
        const partner = item.querySelector(".sc-response").textContent;
        const { t } = window.selfcheck;
        this.verdict(row, right, right ? t("verdict-right") : t("goes-with-partner", { partner }));
        this.feedback(row, `[data-pair="${pair}"]`);
      });
    }

    detail(answer) {
      const right = answer.filter((response, pair) => response === this.partners[pair]).length;
      return window.selfcheck.t("pairs-right", { count: right, total: answer.length });
    }
  },
);

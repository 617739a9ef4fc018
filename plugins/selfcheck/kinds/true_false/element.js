// Judge a statement, and give the reason: half each; a reason under a wrong judgement is worth nothing.
window.selfcheck.define(
  "true-false",
  class extends window.selfcheck.Choice {
    static share([verdict, reason], [right, because]) {
      if (!right.includes(verdict[0])) return 0;
      return because && !because.includes(reason[0]) ? 0.5 : 1;
    }

    detail(answer) {
      const [verdict, because] = this.groups.map((group) => this.correct(group));
      if (!because) return "";
      if (!verdict.includes(answer[0][0])) return verdict[0] === "true" ? window.selfcheck.t("statement-is-true") : window.selfcheck.t("statement-is-false");
      return because.includes(answer[1][0]) ? "" : window.selfcheck.t("reason-is-not-right");
    }
  },
);

// Pick one: right or not.
window.selfcheck.define(
  "single-choice",
  class extends window.selfcheck.Choice {
    static share([chosen], [correct]) {
      return correct.includes(chosen[0]) ? 1 : 0;
    }
  },
);

// Write for oneself: no right and no wrong.
window.selfcheck.define(
  "reflection",
  class extends window.selfcheck.Writing {
    detail() {
      const others = this.key.querySelector(".sc-explanation");
      return others ? window.selfcheck.t("noted-and-others") : window.selfcheck.t("noted");
    }
  },
);

// In a room: one question at a time, large; keys move and reveal. Nothing is recorded.
(() => {
  const { element, t } = window.selfcheck;

  class Presenter {
    constructor(selfCheck) {
      this.selfCheck = selfCheck;
      this.questions = [...selfCheck.querySelectorAll(".sc-question")];
      this.onKey = (event) => this.key(event);
    }

    async start() {
      await styled();
      this.selfCheck.classList.add("sc-presenting");
      this.selfCheck.setAttribute("role", "dialog");
      this.selfCheck.setAttribute("aria-label", t("presentation"));
      this.bar = element("div", "sc-present-bar");
      this.place = element("span", "sc-present-place");
      this.place.setAttribute("role", "status");
      this.bar.append(
        this.button(t("previous"), () => this.go(-1)),
        this.place,
        this.button(t("next"), () => this.go(1)),
        this.button(t("show-answer"), () => this.reveal(), "sc-present-reveal"),
        this.button(t("leave"), () => this.leave()),
      );
      this.selfCheck.append(this.bar);
      // What the presenter answered in private is not for the room.
      for (const question of this.questions) question.present?.();
      document.body.classList.add("sc-in-room");
      addEventListener("keydown", this.onKey);
      this.show(0);
      this.bar.querySelector(".sc-present-reveal").focus();
      document.documentElement.requestFullscreen?.().catch(() => {});
    }

    button(words, act, classes = "") {
      const made = element("button", `sc-small ${classes}`, words);
      made.type = "button";
      made.addEventListener("click", act);
      return made;
    }

    show(at) {
      this.at = Math.min(this.questions.length - 1, Math.max(0, at));
      this.questions.forEach((question, number) => question.classList.toggle("sc-shown", number === this.at));
      this.place.textContent = t("value-of-total", { value: this.at + 1, total: this.questions.length });
      for (const question of this.questions) question.key.open = false;
      this.selfCheck.scrollTop = 0;
    }

    go(by) {
      this.show(this.at + by);
    }

    reveal() {
      const { key } = this.questions[this.at];
      key.open = !key.open;
      if (key.open) key.scrollIntoView({ block: "nearest" });
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const [ahead, back] = getComputedStyle(this.selfCheck).direction === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
      const typing = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
      if (event.key === "Escape") this.leave();
      else if (typing) return;
      else if ([ahead, "PageDown", "n"].includes(event.key) && !event.target.matches("input")) this.go(1);
      else if ([back, "PageUp", "p"].includes(event.key) && !event.target.matches("input")) this.go(-1);
      else if (event.key === "r" || event.key === "a") this.reveal();
      else return;
      event.preventDefault();
    }

    leave() {
      removeEventListener("keydown", this.onKey);
      this.bar.remove();
      this.selfCheck.classList.remove("sc-presenting");
      this.selfCheck.removeAttribute("role");
      this.selfCheck.removeAttribute("aria-label");
      document.body.classList.remove("sc-in-room");
      for (const question of this.questions) {
        question.classList.remove("sc-shown");
        question.present?.(false);
      }
      if (document.fullscreenElement) document.exitFullscreen();
      this.selfCheck.querySelector(".sc-present").focus();
    }
  }

  // The style comes with the first presentation, and stays.
  const styled = () =>
    new Promise((ready) => {
      if (document.querySelector("link[href$='/present.css']")) return ready();
      const link = element("link");
      link.rel = "stylesheet";
      link.href = `${window.selfcheck.root}assets/selfcheck/present.css`;
      link.onload = ready;
      document.head.append(link);
    });

  window.selfcheck.present = (selfCheck) => new Presenter(selfCheck).start();
  if (window.selfcheck.toPresent) window.selfcheck.present(window.selfcheck.toPresent);
})();

// Put steps in order: Kendall's rank correlation, and never below 0.
window.selfcheck.define(
  "ordering",
  class extends window.selfcheck.Question {
    static share(answer) {
      let balance = 0;
      let pairs = 0;
      for (let later = 1; later < answer.length; later += 1) {
        for (let earlier = 0; earlier < later; earlier += 1) {
          balance += answer[earlier] < answer[later] ? 1 : -1;
          pairs += 1;
        }
      }
      return Math.max(0, balance / pairs);
    }

    get list() {
      return this.querySelector(".sc-steps");
    }

    get steps() {
      return [...this.list.children];
    }

    setUp() {
      this.list.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button) this.move(button.closest(".sc-step"), button.matches(".sc-up") ? -1 : 1, button);
      });
      this.list.addEventListener("keydown", (event) => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (by && event.target.closest("button")) {
          event.preventDefault();
          this.move(event.target.closest(".sc-step"), by, event.target);
        }
      });
      this.setUpDragging();
      this.updateButtons();
    }

    // Dragging is an addition for pointers; the buttons do the same.
    setUpDragging() {
      let dragged = null;
      this.list.addEventListener("pointerdown", (event) => {
        if (this.answered || event.button || event.target.closest("button, a")) return;
        if (event.pointerType === "touch" && !event.target.closest(".sc-place")) return;
        dragged = event.target.closest(".sc-step");
        if (dragged) this.list.setPointerCapture(event.pointerId);
      });
      this.list.addEventListener("pointermove", (event) => {
        if (!dragged) return;
        dragged.classList.add("sc-dragged");
        const below = this.steps.find((step) => {
          const box = step.getBoundingClientRect();
          return step !== dragged && event.clientY < box.top + box.height / 2;
        });
        if ((below ?? null) !== dragged.nextElementSibling) {
          this.list.insertBefore(dragged, below ?? null);
          this.updateButtons();
        }
      });
      for (const end of ["pointerup", "pointercancel"]) {
        this.list.addEventListener(end, () => {
          dragged?.classList.remove("sc-dragged");
          dragged = null;
        });
      }
    }

    move(step, by, button) {
      if (this.answered) return;
      const at = this.steps.indexOf(step);
      const neighbour = this.steps[at + by];
      if (!neighbour) return;
      if (by < 0) neighbour.before(step);
      else neighbour.after(step);
      this.updateButtons();
      button.focus();
      this.say(window.selfcheck.t("now-step", { number: at + by + 1, total: this.steps.length }));
    }

    updateButtons() {
      // Ends are marked, not disabled: a disabled button would lose the keyboard's focus.
      this.steps.forEach((step, at) => {
        const last = this.steps.length - 1;
        step.querySelector(".sc-up").setAttribute("aria-disabled", String(this.answered || at === 0));
        step.querySelector(".sc-down").setAttribute("aria-disabled", String(this.answered || at === last));
      });
    }

    read() {
      return this.steps.map((step) => Number(step.dataset.step));
    }

    restore(answer) {
      const steps = new Map(this.steps.map((step) => [Number(step.dataset.step), step]));
      if (answer.length === steps.size) this.list.append(...answer.map((step) => steps.get(step)));
      this.updateButtons();
    }

    grade(answer) {
      return this.constructor.share(answer);
    }

    mark(answer) {
      this.steps.forEach((step, at) => {
        const right = answer[at] === at;
        this.verdict(step, right, right ? window.selfcheck.t("in-its-place") : window.selfcheck.t("belongs-in-place", { number: answer[at] + 1 }));
        this.feedback(step, `[data-step="${answer[at]}"]`);
      });
      this.updateButtons();
    }

    unmark() {
      super.unmark();
      this.updateButtons();
    }

    detail(answer) {
      const placed = answer.filter((step, at) => step === at).length;
      return window.selfcheck.t("steps-in-place", { count: placed, total: answer.length });
    }

    reshuffle() {
      do this.shuffle(this.list, ".sc-step");
      while (this.read().every((step, at) => step === at));
      this.updateButtons();
    }

    reset() {}
  },
);

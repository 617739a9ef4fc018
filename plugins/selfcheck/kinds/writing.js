// Free text: what `reflection` and `practice` share. It is stored only if the reader asks.
(() => {
  class Writing extends window.selfcheck.Question {
    get text() {
      return this.querySelector(".sc-text");
    }

    get keep() {
      return this.querySelector(".sc-keep-text");
    }

    read() {
      return { text: this.text.value.trim() };
    }

    kept({ text, ...rest }) {
      return this.keep.checked && text ? { ...rest, text } : rest;
    }

    restore({ text }) {
      if (typeof text !== "string") return;
      this.text.value = text;
      this.keep.checked = true;
    }

    // The box may be ticked after the answer too.
    lock(locked) {
      super.lock(locked);
      this.keep.disabled = false;
    }

    setUp() {
      this.keep.addEventListener("change", () => {
        if (this.answered) this.amend();
      });
    }

    amend() {
      if (!this.recording) return;
      window.selfcheck.progress.amend(this.dataset.quiz, this.dataset.question, this.kept(this.read()));
    }

    grade() {
      return null;
    }

    mark() {}

    reset() {
      const kept = this.keep.checked && this.text.value;
      super.reset();
      if (kept) this.restore({ text: kept });
    }
  }

  window.selfcheck.Writing = Writing;
})();

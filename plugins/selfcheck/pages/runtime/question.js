// A question comes to life. The base of every kind's custom element, which adds
//   read()           the reader's answer as plain data, or null while it is incomplete
//   restore(answer)  puts such an answer into the controls
//   grade(answer)    its share, from 0 to 1, or null where nothing is right or wrong
//   mark(answer)     shows, by `verdict` and `feedback`, what was right and why
// and may add setUp(), detail(answer), spoken(), reshuffle(), reset(), and kept(answer),
// which says what of an answer is stored.
(() => {
  const { selfcheck } = window;
  const { t } = selfcheck;

  class Question extends HTMLElement {
    connectedCallback() {
      if (this.key) return; // moved within the page, not new
      this.key = this.querySelector(".sc-key");
      this.result = this.querySelector(".sc-result");
      this.checkButton = this.querySelector(".sc-check");
      this.retryButton = this.querySelector(".sc-retry");
      this.answered = false;
      this.addEventListener("click", (event) => {
        if (event.target.closest(".sc-check")) this.submit();
        if (event.target.closest(".sc-retry")) this.retry();
      });
      this.setUp();
      for (const button of this.querySelectorAll("button")) button.disabled = false;
      this.recall();
    }

    // Once per element; listeners on the element itself or within it need no clean-up.
    setUp() {}

    detail() {
      return "";
    }

    spoken() {
      return "";
    }

    reshuffle() {}

    get record() {
      return selfcheck.progress.get(this.dataset.quiz, this.dataset.question);
    }

    // An answer given earlier: the controls as they were, and one line that says so.
    recall() {
      const record = this.record;
      if (!record || this.hasAttribute("data-fresh")) return;
      const date = selfcheck.day(new Date(record.at));
      if (record.fingerprint !== this.dataset.fingerprint) {
        this.say(t("changed-since", { date }));
        return;
      }
      try {
        this.restore(record.answer);
        this.say(answered(record.share, date));
      } catch {
        // an answer of another shape, from a file or another site: not worth a word
      }
    }

    // For a room the controls are empty; afterwards they are the reader's again.
    present(on = true) {
      if (this.answered || on) this.retry({ quietly: true });
      if (!on) this.recall();
    }

    submit() {
      if (this.answered) return;
      const answer = this.read();
      if (answer === null) {
        this.say(t("not-complete"));
        return;
      }
      const share = this.grade(answer);
      this.answered = true;
      this.dataset.share = share;
      this.checkButton.setAttribute("aria-disabled", "true");
      this.retryButton.hidden = false;
      this.lock(true);
      this.mark(answer);
      this.key.hidden = true;
      this.announce(answer, share);
      if (!this.recording) return;
      selfcheck.progress.record(this.dataset.quiz, this.dataset.question, {
        fingerprint: this.dataset.fingerprint,
        share,
        answer: this.kept(answer),
        sure: this.sure,
      });
      this.dispatchEvent(new Event("selfcheck-answered", { bubbles: true }));
    }

    // Before a group, and while it is being written, nothing is kept.
    get recording() {
      return !this.closest(".sc-presenting, .sc-author");
    }

    kept(answer) {
      return answer;
    }

    // How sure the reader said to be, from 1 to 3, where the quiz asks.
    get sure() {
      return Number(this.querySelector(".sc-certainty input:checked")?.value) || undefined;
    }

    announce(answer, share) {
      const outcome = share === null ? "none" : share === 1 ? "right" : share === 0 ? "wrong" : "partial";
      const line = element("p", "sc-outcome");
      line.dataset.outcome = outcome;
      if (share !== null) line.append(element("strong", "", verdict(share)), " ");
      line.append(this.detail(answer));
      const spoken = element("span", "sc-hidden", this.spoken());
      this.result.replaceChildren(line, spoken);
      const after = this.key.querySelector(".sc-after");
      if (after?.childElementCount) this.result.append(after.cloneNode(true));
    }

    retry({ quietly = false } = {}) {
      this.answered = false;
      delete this.dataset.share;
      this.unmark();
      this.lock(false);
      this.reset();
      this.reshuffle();
      this.key.hidden = false;
      this.key.open = false;
      this.result.replaceChildren();
      this.checkButton.removeAttribute("aria-disabled");
      if (!quietly) this.querySelector(".sc-answer").querySelector("input, select, textarea, button")?.focus();
      this.retryButton.hidden = true;
    }

    reset() {
      for (const control of this.querySelectorAll(":is(.sc-answer, .sc-certainty) :is(input, select, textarea)")) {
        if (control.matches("[type=radio], [type=checkbox]")) control.checked = false;
        else control.value = "";
      }
    }

    lock(locked) {
      for (const control of this.querySelectorAll(":is(.sc-answer, .sc-certainty) :is(input, select, textarea)")) {
        control.disabled = locked;
      }
    }

    unmark() {
      for (const added of this.querySelectorAll(".sc-added")) added.remove();
      for (const marked of this.querySelectorAll("[data-verdict]")) delete marked.dataset.verdict;
    }

    // Mark a place as right (true), wrong (false) or not chosen (null), in words too.
    verdict(place, right, words) {
      place.dataset.verdict = right === null ? "open" : right ? "right" : "wrong";
      if (words) place.append(element("p", "sc-verdict sc-added", words));
    }

    // Show below a place the feedback that the key has for it.
    feedback(place, selector) {
      const found = this.key.querySelector(selector)?.querySelector(".sc-feedback");
      if (!found) return;
      const copy = found.cloneNode(true);
      copy.classList.add("sc-added");
      place.append(copy);
    }

    // A line of feedback below the answer, for kinds whose controls have no room for it.
    addNote(lead, words, right) {
      const note = element("div", "sc-note sc-added");
      note.dataset.verdict = right ? "right" : "wrong";
      note.append(element("strong", "", lead), ` ${words}`);
      this.querySelector(".sc-answer").append(note);
      return note;
    }

    // One line in the result's place, which screen readers announce.
    say(words) {
      this.result.replaceChildren(element("p", "sc-said", words));
    }

    shuffle(parent, selector) {
      const items = [...parent.querySelectorAll(selector)];
      for (let last = items.length - 1; last > 0; last -= 1) {
        const other = Math.floor(Math.random() * (last + 1));
        [items[last], items[other]] = [items[other], items[last]];
      }
      parent.append(...items);
    }
  }

  function verdict(share) {
    if (share === 1) return t("right");
    return share === 0 ? t("not-right") : t("partly-right");
  }

  function answered(share, date) {
    if (share === null) return t("answered-on", { date });
    if (share === 1) return t("answered-on-right", { date });
    return share === 0 ? t("answered-on-not-right", { date }) : t("answered-on-partly-right", { date });
  }

  function element(name, classes, text = "") {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    made.textContent = text;
    return made;
  }

  selfcheck.Question = Question;
  selfcheck.element = element;
  selfcheck.define = (kind, type) => customElements.define(`selfcheck-${kind}`, type);
})();

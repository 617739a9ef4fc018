// Where the reader stands: a line on each card and page, and the summary at a page's end.
(() => {
  const { progress, element, t, joined } = window.selfcheck;

  // "4 of 6 answered, 3 right", or less if nothing of it could be right or wrong.
  function standing(records, total) {
    const answered = Math.min(records.length, total);
    const scored = records.filter((record) => record.share !== null);
    const right = scored.filter((record) => record.share === 1).length;
    return scored.length ? t("answered-and-right", { answered, total, right }) : t("answered", { answered, total });
  }

  class Watcher extends HTMLElement {
    connectedCallback() {
      this.stop = progress.watch(() => this.soon());
      this.update();
    }

    // Once the feedback has been painted: it is what the reader waits for.
    soon() {
      if (this.waiting) return;
      this.waiting = true;
      requestAnimationFrame(() =>
        setTimeout(() => {
          this.waiting = false;
          if (this.isConnected) this.update();
        }),
      );
    }

    disconnectedCallback() {
      this.stop();
    }
  }

  class Progress extends Watcher {
    update() {
      const total = Number(this.dataset.total);
      const records = Object.values(progress.of(this.dataset.quiz));
      this.textContent = records.length
        ? standing(records, total)
        : t("questions", { count: total });
    }
  }

  class Summary extends Watcher {
    connectedCallback() {
      super.connectedCallback();
      const clear = this.querySelector(".sc-clear");
      for (const button of this.closest("self-check").querySelectorAll(".sc-tools button, .sc-summary button")) {
        button.disabled = false;
      }
      if (this.listening) return;
      this.listening = true;
      clear.addEventListener("click", () => {
        progress.clear(this.dataset.quiz);
        for (const question of this.questions) question.retry?.();
        clear.focus();
      });
    }

    get questions() {
      return [...this.closest("self-check").querySelectorAll(".sc-question")];
    }

    update() {
      const body = this.querySelector(".sc-summary-body");
      const records = progress.of(this.dataset.quiz);
      const done = this.questions.map((question) => [question, records[question.dataset.question]]);
      const current = done.filter(([question, record]) => record?.fingerprint === question.dataset.fingerprint);
      const answered = standing(current.map(([, record]) => record), done.length);
      const again = current.filter(([, record]) => record.share !== null && record.share < 1).map(([question]) => question);
      const parts = [element("p", "", current.length === done.length ? t("summary-of-all", { answered }) : t("summary", { answered }))];
      if (again.length) parts.push(...readAgain(again, new Map(done.map(([question], at) => [question, at + 1]))));
      else if (done.length && current.length === done.length) {
        parts.push(element("p", "", t("nothing-to-read-again")));
      }
      parts.push(...(window.selfcheck.calibration?.(current.map(([, record]) => record)) ?? []));
      body.replaceChildren(...parts);
    }
  }

  // Links to the sections behind the questions that were not right yet, each section once.
  function readAgain(questions, numbers) {
    const sections = new Map();
    for (const question of questions) {
      const link = question.querySelector(".sc-see a");
      const key = link?.href ?? "";
      if (!sections.has(key)) sections.set(key, { link, questions: [] });
      sections.get(key).questions.push(question);
    }
    const list = element("ul", "sc-again");
    for (const [, { link, questions: asked }] of sections) {
      const item = element("li", "");
      if (link) item.append(link.cloneNode(true), " ");
      const links = asked.map((question) => {
        const back = element("a", "", t("question-link", { number: numbers.get(question) }));
        back.href = `#${question.id}`;
        return back;
      });
      item.append("(", ...joined(links), ")");
      list.append(item);
    }
    return [element("p", "", t("worth-reading-again")), list];
  }

  // The presenter's script comes when it is asked for.
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".sc-present")) return;
    const selfCheck = event.target.closest("self-check");
    if (window.selfcheck.present) window.selfcheck.present(selfCheck);
    else {
      window.selfcheck.toPresent = selfCheck;
      window.selfcheck.load("present");
    }
  });

  customElements.define("selfcheck-progress", Progress);
  customElements.define("selfcheck-summary", Summary);
})();

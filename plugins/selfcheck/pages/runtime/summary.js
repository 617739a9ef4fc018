// Where the reader stands: a line on each card and page, and the summary at a page's end.
(() => {
  const { progress, element } = window.selfcheck;

  // ", 3 right", unless nothing of it could be right or wrong.
  function right(records) {
    const scored = records.filter((record) => record.share !== null);
    return scored.length ? `, ${scored.filter((record) => record.share === 1).length} right` : "";
  }

  class Watcher extends HTMLElement {
    connectedCallback() {
      this.stop = progress.watch(() => this.update());
      this.update();
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
        ? `${Math.min(records.length, total)} of ${total} answered${right(records)}`
        : `${total} ${total === 1 ? "question" : "questions"}`;
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
      const done = this.questions.map((question) => [
        question,
        progress.get(question.dataset.quiz, question.dataset.question),
      ]);
      const current = done.filter(([question, record]) => record?.fingerprint === question.dataset.fingerprint);
      const line = `${current.length} of ${done.length} answered${right(current.map(([, record]) => record))}.`;
      const again = current.filter(([, record]) => record.share !== null && record.share < 1).map(([question]) => question);
      const parts = [element("p", "", current.length === done.length ? `That was all. ${line}` : line)];
      if (again.length) parts.push(...readAgain(again));
      else if (done.length && current.length === done.length) {
        parts.push(element("p", "", "Nothing to read again. Come back in a week, and in a month: recalling it then makes it last."));
      }
      parts.push(...calibration(current.map(([, record]) => record)));
      body.replaceChildren(...parts);
    }
  }

  // How well the reader's certainty fits: no points, a mirror.
  function calibration(records) {
    const asked = records.filter((record) => record.sure && record.share !== null);
    if (!asked.length) return [];
    const list = element("ul", "sc-calibration");
    for (const [sure, words] of [[3, "Sure"], [2, "Fairly sure"], [1, "Guessed"]]) {
      const these = asked.filter((record) => record.sure === sure);
      const right = these.filter((record) => record.share === 1).length;
      if (these.length) list.append(element("li", "", `${words}: ${right} right, ${these.length - right} not`));
    }
    const wrong = asked.filter((record) => record.sure === 3 && record.share < 1).length;
    const hint = wrong
      ? `Sure and wrong: ${wrong}. These are worth the most: what we were sure of and put right stays longest.`
      : "Nothing that you were sure of was wrong.";
    return [element("p", "", "How sure you were:"), list, element("p", "", hint)];
  }

  // Links to the sections behind the questions that were not right yet, each section once.
  function readAgain(questions) {
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
      item.append("(");
      asked.forEach((question, position) => {
        const back = element("a", "", question.querySelector(".sc-number").firstChild.textContent.trim().toLowerCase());
        back.href = `#${question.id}`;
        item.append(position ? ", " : "", back);
      });
      item.append(")");
      list.append(item);
    }
    return [element("p", "", "Worth reading again:"), list];
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

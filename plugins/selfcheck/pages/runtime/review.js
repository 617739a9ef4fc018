// The review page: what is due today, one question after the other.
(() => {
  const { element, progress, load, root, t, parts, day } = window.selfcheck;

  // Every question that has a memory and is still on the site, the most overdue first.
  function remembered() {
    const found = [];
    for (const [quiz, records] of Object.entries(progress.all())) {
      const known = window.selfcheck.catalogue[quiz];
      for (const [question, record] of Object.entries(records)) {
        const entry = known?.questions[question];
        const memory = entry && window.selfcheck.memory(record);
        if (!memory) continue;
        const [, number, words] = entry;
        found.push({ quiz, question, number, words, title: known.title, url: known.url, due: new Date(memory.due) });
      }
    }
    return found.sort((a, b) => a.due - b.due);
  }

  // Due is what falls due before this day ends, wherever the reader is.
  function dueToday(questions) {
    const end = new Date();
    end.setHours(23, 59, 59, 999);
    return questions.filter(({ due }) => due <= end);
  }

  class Review extends HTMLElement {
    connectedCallback() {
      const all = remembered();
      const due = dueToday(all);
      if (!all.length) return this.show(this.nothingAnswered());
      if (!due.length) return this.show(element("p", "sc-review-count", t("review-nothing-due", { date: day(all[0].due) })));
      const begin = element("button", "sc-check sc-begin", t("review-begin"));
      begin.type = "button";
      begin.addEventListener("click", () => this.ask(due, 0));
      this.show(element("p", "sc-review-count", t("review-due", { count: due.length })), begin, this.list(due));
    }

    show(...parts) {
      this.replaceChildren(...parts);
    }

    nothingAnswered() {
      const line = element("p");
      const link = element("a", "", t("review-nothing-answered-link"));
      link.href = this.dataset.index;
      line.append(...parts("review-nothing-answered", { link }));
      return line;
    }

    list(due) {
      const list = element("ul", "sc-due");
      for (const { words, title, number, url, question } of due) {
        const item = element("li");
        const link = element("a", "", words);
        link.href = `${root}${url}#${question}`;
        item.append(link, ` (${t("question-of-quiz", { title, number })})`);
        list.append(item);
      }
      return list;
    }

    async ask(due, at) {
      if (at === due.length) {
        const next = remembered().find(({ due: when }) => !dueToday([{ due: when }]).length);
        const done = next ? t("review-done-until", { date: day(next.due) }) : t("review-done");
        this.show(element("p", "sc-review-count", done));
        return this.focusOn(this.firstElementChild);
      }
      const { url, question, title } = due[at];
      let found;
      try {
        found = await fetchQuestion(`${root}${url}`, question);
      } catch {
        // A copy opened from a folder can't fetch: the links lead to the questions.
        return this.show(element("p", "", t("review-open-there")), this.list(due));
      }
      const where = element("p", "sc-review-where", t("review-where", { number: at + 1, total: due.length, title }));
      const next = element("button", "sc-check sc-next-question", at + 1 < due.length ? t("next-question") : t("finish"));
      next.type = "button";
      next.hidden = true;
      next.addEventListener("click", () => this.ask(due, at + 1));
      found.addEventListener("selfcheck-answered", () => (next.hidden = false));
      const skip = element("button", "sc-clear sc-skip", t("not-now"));
      skip.type = "button";
      skip.addEventListener("click", () => this.ask(due, at + 1));
      found.addEventListener("selfcheck-answered", () => (skip.hidden = true));
      this.show(where, found, next, skip);
      this.focusOn(where);
    }

    focusOn(place) {
      place.tabIndex = -1;
      place.focus();
    }
  }

  // A question as its own page holds it, with the scripts and styles of its kind.
  async function fetchQuestion(url, id) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const question = document.importNode(page.getElementById(id), true);
    for (const link of page.querySelectorAll("self-check > link[rel=stylesheet]")) {
      const href = new URL(link.getAttribute("href"), new URL(url, location)).href;
      if ([...document.styleSheets].some((sheet) => sheet.href === href)) continue;
      const style = element("link");
      style.rel = "stylesheet";
      style.href = href;
      document.querySelector("self-check").prepend(style);
    }
    question.dataset.fresh = "";
    page.querySelector("self-check").dataset.scripts.split(" ").forEach(load);
    return question;
  }

  customElements.define("selfcheck-review", Review);
})();

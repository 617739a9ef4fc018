// The progress page: what was done, what to read again, when to return; and the reader's own file.
(() => {
  const { element, progress, root, t, parts, joined, day } = window.selfcheck;
  const FILE = "self-check-progress.json";
  const FORMAT = "selfcheck-progress";

  class ProgressPage extends HTMLElement {
    connectedCallback() {
      this.summary = element("div", "sc-own-summary");
      this.status = element("p", "sc-own-status");
      this.status.setAttribute("role", "status");
      if (!this.tools) this.replaceChildren(this.summary, (this.tools = this.makeTools()), this.status);
      this.stop = progress.watch(() => this.update());
      this.update();
    }

    disconnectedCallback() {
      this.stop();
    }

    update() {
      const quizzes = Object.entries(progress.all()).filter(([quiz, records]) => window.selfcheck.catalogue[quiz] && Object.keys(records).length);
      this.summary.replaceChildren(
        ...(quizzes.length ? quizzes.map(([quiz, records]) => card(quiz, records)) : [element("p", "", t("nothing-yet"))]),
      );
      if (!progress.lasting) this.say(t("nothing-is-stored"));
    }

    say(words) {
      this.status.textContent = words;
    }

    makeTools() {
      const tools = element("div", "sc-own-tools");
      const save = button(t("save-to-file"), () => this.save());
      const choose = element("input");
      choose.type = "file";
      choose.accept = ".json,application/json";
      choose.hidden = true;
      choose.addEventListener("change", () => this.load(choose));
      const load = button(t("load-from-file"), () => choose.click());
      const remove = button(t("delete-everything"), () => this.askToDelete(remove));
      tools.append(save, load, choose, remove);
      return tools;
    }

    save() {
      const link = element("a");
      link.href = URL.createObjectURL(new Blob([asFile()], { type: "application/json" }));
      link.download = FILE;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      this.say(t("saved-as", { file: FILE }));
    }

    async load(choose) {
      const [file] = choose.files;
      choose.value = "";
      if (!file) return;
      try {
        if (file.size > 5e6) throw new Error(t("file-too-large"));
        const taken = progress.merge(fromFile(await file.text()));
        this.say(taken ? t("taken-from-file", { count: taken }) : t("nothing-newer"));
      } catch (error) {
        this.say(t("file-refused", { reason: error.message }));
      }
    }

    askToDelete(remove) {
      const question = element("p", "sc-own-question", `${t("really-delete")} `);
      const yes = button(t("yes-delete"), () => {
        progress.clear();
        question.remove();
        this.say(t("all-deleted"));
        remove.focus();
      });
      const no = button(t("keep-them"), () => {
        question.remove();
        remove.focus();
      });
      question.append(yes, " ", no);
      this.querySelector(".sc-own-question")?.remove();
      this.tools.after(question);
      no.focus();
    }
  }

  function asFile() {
    const { version } = progress;
    return JSON.stringify({ format: FORMAT, version, saved: new Date().toISOString(), quizzes: progress.all() }, null, 1);
  }

  // The data in a file's text; an Error's message tells the reader why it can't be used.
  function fromFile(text) {
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      throw new Error(t("file-not-json"));
    }
    const isTable = typeof data?.quizzes === "object" && data.quizzes !== null && !Array.isArray(data.quizzes);
    if (data?.format !== FORMAT || !isTable) throw new Error(t("file-of-other-kind"));
    if (!(data.version <= progress.version)) throw new Error(t("file-of-later-version"));
    const names = Object.keys(data.quizzes);
    if (names.length && !names.some((name) => Object.hasOwn(window.selfcheck.catalogue, name))) {
      throw new Error(t("file-of-other-site"));
    }
    return data;
  }

  function button(words, act) {
    const made = element("button", "sc-small", words);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function linked(words, address) {
    const link = element("a", "", words);
    link.href = address;
    return link;
  }

  function card(quiz, records) {
    const { title, url, chapter, questions } = window.selfcheck.catalogue[quiz];
    const known = Object.entries(records).filter(([id]) => questions[id]);
    const scored = known.filter(([, record]) => record.share !== null);
    const right = scored.filter(([, record]) => record.share === 1).length;
    const made = element("section", "sc-own-card");
    const heading = element("h2");
    heading.append(linked(title, root + url));
    made.append(heading, element("p", "", t("summary", { answered: t("answered-and-right", { answered: known.length, total: Object.keys(questions).length, right }) })));
    const again = scored.filter(([, record]) => record.share < 1);
    if (again.length) {
      const links = joined(again.map(([id]) => linked(t("question-link", { number: questions[id][1] }), `${root}${url}#${id}`)));
      const list = element("span");
      list.append(...links);
      const line = element("p");
      if (chapter) line.append(...parts("to-read-again-with-chapter", { questions: list, chapter: linked(t("the-chapter"), root + chapter) }));
      else line.append(...parts("to-read-again", { questions: list }));
      made.append(line);
    }
    const due = scored.map(([, record]) => window.selfcheck.memory(record)?.due).filter(Boolean).sort()[0];
    if (due) {
      const when = new Date(due);
      made.append(element("p", "", when <= new Date() ? t("come-back-today") : t("come-back-on", { date: day(when) })));
    }
    return made;
  }

  customElements.define("selfcheck-progress-page", ProgressPage);
})();

// The progress page: what was done, what to read again, when to return; and the reader's own file.
(() => {
  const { element, progress, root } = window.selfcheck;
  const FILE = "self-check-progress.json";
  const FORMAT = "selfcheck-progress";
  const day = (date) => date.toLocaleDateString(undefined, { dateStyle: "long" });

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
        ...(quizzes.length ? quizzes.map(([quiz, records]) => card(quiz, records)) : [element("p", "", "Nothing yet.")]),
      );
      if (!progress.lasting) this.say("This browser does not let the site store anything: your answers end with this page, unless you save them to a file.");
    }

    say(words) {
      this.status.textContent = words;
    }

    makeTools() {
      const tools = element("div", "sc-own-tools");
      const save = button("Save to a file", () => this.save());
      const choose = element("input");
      choose.type = "file";
      choose.accept = ".json,application/json";
      choose.hidden = true;
      choose.addEventListener("change", () => this.load(choose));
      const load = button("Load from a file", () => choose.click());
      const remove = button("Delete everything", () => this.askToDelete(remove));
      tools.append(save, load, choose, remove);
      return tools;
    }

    save() {
      const link = element("a");
      link.href = URL.createObjectURL(new Blob([asFile()], { type: "application/json" }));
      link.download = FILE;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      this.say(`Saved as ${FILE}. It holds your answers: keep it where you keep such things.`);
    }

    async load(choose) {
      const [file] = choose.files;
      choose.value = "";
      if (!file) return;
      try {
        if (file.size > 5e6) throw new Error("This file is too large to be a progress file.");
        const taken = progress.merge(fromFile(await file.text()));
        this.say(taken ? `${taken} answers taken from the file. Where both had one, the later stayed.` : "The file holds nothing newer than this browser does.");
      } catch (error) {
        this.say(`${error.message} Nothing was changed.`);
      }
    }

    askToDelete(remove) {
      const question = element("p", "sc-own-question", "Delete all your answers in this browser? This can't be undone. ");
      const yes = button("Yes, delete", () => {
        progress.clear();
        question.remove();
        this.say("All your answers were deleted.");
        remove.focus();
      });
      const no = button("Keep them", () => {
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
      throw new Error("This file is not a progress file: it can't be read as JSON.");
    }
    const isTable = typeof data?.quizzes === "object" && data.quizzes !== null && !Array.isArray(data.quizzes);
    if (data?.format !== FORMAT || !isTable) throw new Error("This file is not a progress file of a self-check site.");
    if (!(data.version <= progress.version)) throw new Error("This file was saved by a later version of the site. Reload the page and try again.");
    const names = Object.keys(data.quizzes);
    if (names.length && !names.some((name) => Object.hasOwn(window.selfcheck.catalogue, name))) {
      throw new Error("This file belongs to another site: none of its self-checks is here.");
    }
    return data;
  }

  function button(words, act) {
    const made = element("button", "sc-small", words);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function card(quiz, records) {
    const { title, url, chapter, questions } = window.selfcheck.catalogue[quiz];
    const known = Object.entries(records).filter(([id]) => questions[id]);
    const scored = known.filter(([, record]) => record.share !== null);
    const right = scored.filter(([, record]) => record.share === 1).length;
    const made = element("section", "sc-own-card");
    const heading = element("h2");
    const link = element("a", "", title);
    link.href = root + url;
    heading.append(link);
    made.append(heading, element("p", "", `${known.length} of ${Object.keys(questions).length} answered, ${right} right.`));
    const again = scored.filter(([, record]) => record.share < 1);
    if (again.length) {
      const line = element("p", "", "To read again: ");
      again.forEach(([id], at) => {
        const back = element("a", "", `question ${questions[id][1]}`);
        back.href = `${root}${url}#${id}`;
        line.append(at ? ", " : "", back);
      });
      if (chapter) {
        const read = element("a", "", "the chapter");
        read.href = root + chapter;
        line.append("; ", read);
      }
      made.append(line);
    }
    const due = scored.map(([, record]) => record.memory?.due).filter(Boolean).sort()[0];
    if (due) {
      const when = new Date(due);
      made.append(element("p", "", when <= new Date() ? "Come back today." : `Come back on ${day(when)}.`));
    }
    return made;
  }

  customElements.define("selfcheck-progress-page", ProgressPage);
})();

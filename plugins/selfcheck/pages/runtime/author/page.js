// The page where a question is written: a form, what is wrong, the question at work, its YAML.
// What is typed stays in the page. It is kept in the browser only if the author ticks the box.
(() => {
  const { selfcheck } = window;
  const { author, element, t } = selfcheck;
  const KEY = `selfcheck:${selfcheck.root}:draft`;
  const LONGEST_ADDRESS = 7000;

  author.resolved = (schema) => {
    if (schema?.anyOf) schema = schema.anyOf.find((each) => each.type !== "null");
    if (!schema?.$ref) return schema;
    const { $ref, ...own } = schema;
    return { ...author.schema.$defs[$ref.split("/").at(-1)], ...own };
  };
  author.definition = (kind) => Object.values(author.schema.$defs).find((each) => each.properties.type?.const === kind);

  class Author extends HTMLElement {
    connectedCallback() {
      if (this.form) return;
      this.form = element("form", "sc-author-form");
      this.form.noValidate = true;
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.asked = element("div", "sc-author-questions");
      this.questions = [];
      const draft = this.draft();
      this.head = author.group("", { properties: this.headKeys(), required: ["title"] }, draft, true, () => this.soon());
      const kinds = element("select");
      kinds.id = "sc-author-kind";
      for (const kind of author.kinds) kinds.append(new Option(kind.name, kind.name));
      kinds.value = "single-choice";
      const label = element("label", "", t("author-kind"));
      label.htmlFor = kinds.id;
      const about = element("p", "sc-field-help");
      const tell = () => (about.textContent = author.kinds.find((kind) => kind.name === kinds.value).summary);
      kinds.addEventListener("change", tell);
      tell();
      const begin = element("div", "sc-author-begin");
      begin.append(label, kinds, about, author.button(t("author-add-question"), () => this.add({ type: kinds.value })));
      this.form.append(this.head.node, this.asked, begin);
      this.problems = element("section", "sc-author-problems");
      this.problems.setAttribute("aria-live", "polite");
      this.shown = element("section", "sc-author-preview");
      this.code = element("pre", "sc-author-yaml");
      this.code.tabIndex = 0;
      this.code.setAttribute("aria-label", t("author-yaml"));
      this.replaceChildren(this.form, this.section(t("author-wrong"), this.problems), this.section(t("author-preview"), element("p", "sc-privacy", t("author-preview-note")), this.shown), this.section(t("author-yaml"), this.code, this.tools()));
      for (const question of draft.questions ?? []) this.add(question, { quietly: true });
      this.update();
      addEventListener("beforeunload", (event) => {
        if (this.isConnected && this.touched && !this.keep.checked) event.preventDefault();
      });
    }

    headKeys() {
      const { title, description, chapter, introduction, certainty } = author.schema.properties;
      return { title, description, chapter, introduction, certainty };
    }

    section(heading, ...parts) {
      const made = element("section", "sc-author-part");
      made.append(element("h2", "", heading), ...parts);
      return made;
    }

    draft() {
      try {
        const kept = JSON.parse(localStorage.getItem(KEY));
        if (kept && typeof kept === "object" && kept.questions?.every((each) => author.definition(each.type))) return kept;
      } catch {
        // nothing that can be used
      }
      return {};
    }

    add(question, { quietly = false } = {}) {
      const box = element("section", "sc-author-question");
      const heading = element("h2", "", "");
      const made = author.group("", author.definition(question.type), { id: this.freeId(), ...question }, true, () => this.soon());
      const entry = { type: question.type, made, box, heading };
      const remove = author.button(t("author-remove-question"), () => {
        this.questions.splice(this.questions.indexOf(entry), 1);
        box.remove();
        this.renumber();
        this.form.querySelector("#sc-author-kind").focus();
        this.soon();
      });
      box.append(heading, made.node, remove);
      this.questions.push(entry);
      this.asked.append(box);
      this.renumber();
      if (quietly) return;
      box.querySelector("input, textarea, select").focus();
      this.soon();
    }

    renumber() {
      this.questions.forEach(({ heading, type }, at) => {
        heading.textContent = `${t("question-number", { number: at + 1 })}: ${type}`;
      });
    }

    freeId() {
      const taken = new Set(this.questions.map(({ made }) => made.read().id));
      let number = 1;
      while (taken.has(`question-${number}`)) number += 1;
      return `question-${number}`;
    }

    read() {
      const questions = this.questions.map(({ type, made }) => {
        const { id, ...rest } = made.read();
        delete rest.type;
        return { ...(id ? { id } : {}), type, ...rest };
      });
      return { ...this.head.read(), questions };
    }

    soon() {
      this.touched = true;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.update(), 250);
    }

    update() {
      clearTimeout(this.waiting);
      const quiz = this.read();
      const problems = author.check(quiz);
      this.tell(problems);
      this.code.textContent = author.yaml(quiz);
      this.preview(quiz, problems);
      this.offer(quiz);
      if (this.keep?.checked) this.store(quiz);
    }

    tell(problems) {
      for (const wrong of this.form.querySelectorAll(".sc-field-wrong")) wrong.textContent = "";
      for (const control of this.form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
      const list = element("ul", "sc-author-list");
      for (const problem of problems) {
        const control = this.controlAt(problem.at);
        const item = element("li");
        item.dataset.severity = problem.severity;
        item.append(element("strong", "", `${problem.severity === "error" ? t("author-error") : t("author-advice")} `));
        if (control) {
          const jump = element("a", "", `${problem.message} [${problem.code}]`);
          control.id ||= `sc-field-button-${Math.random().toString(36).slice(2)}`;
          jump.href = `#${control.id}`;
          jump.addEventListener("click", (event) => {
            event.preventDefault();
            for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
            control.focus();
          });
          item.append(jump);
          if (problem.severity === "error" && this.touched) control.setAttribute("aria-invalid", "true");
          const wrong = document.getElementById(`${control.id}-wrong`);
          if (wrong && this.touched) wrong.textContent = problem.message;
        } else item.append(`${problem.message} [${problem.code}]`);
        list.append(item);
      }
      this.problems.replaceChildren(problems.length ? list : element("p", "", t("author-nothing-wrong")));
    }

    controlAt([first, number, ...rest]) {
      if (first !== "questions") return this.head.at([first, ...(number === undefined ? [] : [number]), ...rest]);
      return number === undefined ? this.form.querySelector("#sc-author-kind") : this.questions[number]?.made.at(rest);
    }

    preview(quiz, problems) {
      const broken = new Set(problems.filter(({ severity, at }) => severity === "error" && at[0] === "questions").map(({ at }) => at[1]));
      const parts = quiz.questions.map((question, at) => {
        if (broken.has(at)) return element("p", "sc-author-waiting", t("author-not-yet", { number: at + 1 }));
        const holder = element("div");
        // Cleaned and escaped by the same templates as on the site; see templates.js.
        holder.innerHTML = author.render(question, { number: at + 1, total: quiz.questions.length, certainty: quiz.certainty });
        const made = holder.firstElementChild;
        made.id = `preview-${question.id}`;
        made.setAttribute("data-fresh", "");
        for (const script of author.needs[question.type]) selfcheck.load(script);
        return made;
      });
      this.shown.replaceChildren(...parts);
    }

    tools() {
      const said = element("p", "sc-author-said");
      said.setAttribute("role", "status");
      const copy = author.button(t("author-copy"), async () => {
        try {
          await navigator.clipboard.writeText(this.code.textContent);
          said.textContent = t("author-copied");
        } catch {
          getSelection().selectAllChildren(this.code);
          said.textContent = t("author-selected");
        }
        this.touched = false;
      });
      const save = author.button(t("author-download"), () => {
        const link = element("a");
        link.href = URL.createObjectURL(new Blob([this.code.textContent], { type: "text/yaml" }));
        link.download = this.fileName();
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href));
        this.touched = false;
      });
      this.forge = element("a", "sc-author-forge", t("author-forge"));
      this.forge.rel = "noopener";
      this.tooLong = element("p", "sc-field-help", t("author-too-long"));
      this.keep = element("input");
      this.keep.type = "checkbox";
      this.keep.checked = Boolean(this.draft().questions);
      this.keep.addEventListener("change", () => this.store(this.keep.checked ? this.read() : null));
      const label = element("label", "sc-keep");
      label.append(this.keep, ` ${t("author-keep")}`);
      const box = element("div", "sc-author-tools");
      box.append(copy, save, this.forge, this.tooLong, label, said);
      return box;
    }

    fileName() {
      const stem = (this.read().title ?? "").normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
      return `${stem || "self-check"}.yml`;
    }

    offer() {
      const address = author.newFile
        ?.replace("{path}", encodeURIComponent(`${author.folder}/${this.fileName()}`))
        .replace("{text}", encodeURIComponent(this.code.textContent));
      const fits = address && address.length <= LONGEST_ADDRESS;
      this.forge.hidden = !fits;
      this.tooLong.hidden = !address || fits;
      if (fits) this.forge.href = address;
    }

    store(quiz) {
      try {
        if (quiz) localStorage.setItem(KEY, JSON.stringify(quiz));
        else localStorage.removeItem(KEY);
      } catch {
        this.keep.checked = false; // no storage here
      }
    }
  }

  customElements.define("selfcheck-author", Author);
})();

// A form out of the schema: a field for each key, lists that grow and shrink, and help from the
// descriptions. `read()` gives what was filled in as plain data, without what is empty.
(() => {
  const { author, element, t } = window.selfcheck;
  let last = 0;

  const button = (words, onclick, label) => {
    const made = element("button", "sc-small", words);
    made.type = "button";
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", onclick);
    return made;
  };
  const titled = (key) => key.charAt(0).toUpperCase() + key.slice(1).replaceAll("-", " ");

  // Each field is {node, read, at}; `at` finds the field of a place below it.
  function field(key, schema, value, required, changed) {
    schema = author.resolved(schema);
    if (schema.properties) return group(key, schema, value, required, changed);
    if (schema.patternProperties) return named(key, schema, value ?? {}, required, changed);
    if (type(schema) === "array") return list(key, schema, value ?? [], required, changed);
    return simple(key, schema, value, required, changed);
  }

  const type = (schema) => [schema.type].flat().find((each) => each !== "null");

  function simple(key, schema, value, required, changed) {
    const id = `sc-field-${(last += 1)}`;
    const box = element("div", "sc-field");
    const label = element("label", "", titled(key));
    label.htmlFor = id;
    if (required) label.append(element("span", "sc-needed", ` (${t("author-needed")})`));
    const control = controlFor(schema, value);
    control.id = id;
    control.dataset.key = key;
    const help = element("p", "sc-field-help", schema.description ?? "");
    help.id = `${id}-help`;
    const wrong = element("p", "sc-field-wrong");
    wrong.id = `${id}-wrong`;
    control.setAttribute("aria-describedby", `${help.id} ${wrong.id}`);
    control.addEventListener("input", changed);
    if (control.type === "checkbox") {
      label.prepend(control, " ");
      box.append(label, help, wrong);
    } else box.append(label, help, control, wrong);
    return { node: box, control, wrong, read: () => read(control, schema), at: (place) => (place.length ? null : control) };
  }

  function controlFor(schema, value) {
    const kind = type(schema);
    const choices = schema.enum?.filter((each) => each !== null);
    if (choices || (kind === "boolean" && schema.default === undefined)) {
      const select = element("select");
      for (const each of ["", ...(choices ?? ["true", "false"])]) {
        const option = element("option", "", each === "" ? t("choose") : each);
        option.value = each;
        select.append(option);
      }
      select.value = value === undefined ? "" : String(value);
      return select;
    }
    const long = /\{0,9999\}/.test(schema.pattern ?? "");
    const control = element(long ? "textarea" : "input");
    control.autocomplete = "off";
    if (long) control.rows = 3;
    else control.type = kind === "boolean" ? "checkbox" : kind === "number" || kind === "integer" ? "number" : "text";
    if (control.type === "number") control.step = "any";
    if (control.type === "checkbox") control.checked = value ?? schema.default;
    else if (value !== undefined) control.value = value;
    return control;
  }

  function read(control, schema) {
    const kind = type(schema);
    if (control.type === "checkbox") return control.checked === schema.default ? undefined : control.checked;
    const text = control.value.trim();
    if (!text) return undefined;
    if (kind === "boolean") return text === "true";
    return kind === "number" || kind === "integer" ? Number(text) : text;
  }

  // As one thinks of them: what is needed, then what is optional, then what comes after an answer.
  function inOrder({ properties, required = [] }) {
    const rank = (name) => (name === "hint" ? 2 : name === "explanation" ? 3 : required.includes(name) ? 0 : 1);
    return Object.entries(properties).sort(([one], [other]) => rank(one) - rank(other));
  }

  // The keys of an entry: those that are needed, and the others behind a fold.
  function group(key, schema, value, required, changed, { open = false } = {}) {
    const box = element(key ? "fieldset" : "div", "sc-fields");
    if (key) {
      box.append(element("legend", "", titled(key)));
      if (schema.description) box.append(element("p", "sc-field-help", schema.description));
    }
    const more = element("details", "sc-more");
    more.append(element("summary", "", t("author-more")));
    const fields = {};
    for (const [name, property] of inOrder(schema)) {
      if (author.resolved(property).const !== undefined) continue;
      const needed = schema.required?.includes(name) ?? false;
      fields[name] = field(name, property, value?.[name], needed, changed);
      const front = needed || open || ["correct", "target", "hint", "explanation", "prompt", "ending", "choices", "because", "answer"].includes(name);
      (front ? box : more).append(fields[name].node);
    }
    if (more.childElementCount > 1) box.append(more);
    const fixed = Object.fromEntries(Object.entries(schema.properties).flatMap(([name, each]) => (author.resolved(each).const === undefined ? [] : [[name, author.resolved(each).const]])));
    return {
      node: box,
      read() {
        const data = {};
        for (const [name, each] of Object.entries(fields)) {
          const found = each.read();
          if (found !== undefined) data[name] = found;
        }
        return Object.keys(data).length || required ? { ...fixed, ...data } : undefined;
      },
      at: ([name, ...rest]) => fields[name]?.at(rest) ?? fields[name]?.node.querySelector("input, select, textarea, button") ?? null,
    };
  }

  function list(key, schema, values, required, changed) {
    const box = element("fieldset", "sc-list");
    box.append(element("legend", "", titled(key) + (required ? ` (${t("author-needed")})` : "")));
    if (schema.description) box.append(element("p", "sc-field-help", schema.description));
    const rows = element("div", "sc-rows");
    const wrong = element("p", "sc-field-wrong");
    let entries = [];
    const entryName = author.resolved(schema.items)?.title ?? titled(key);
    const add = (value) => {
      const made = field("", schema.items, value, true, changed);
      const row = element("div", "sc-row");
      const tools = element("p", "sc-row-tools");
      const entry = { made, row };
      const number = () => entries.indexOf(entry) + 1;
      tools.append(
        button("↑", () => move(entry, -1), t("move-up")),
        button("↓", () => move(entry, 1), t("move-down")),
        button(t("author-remove"), () => {
          const at = number() - 1;
          entries.splice(at, 1);
          row.remove();
          (entries[at]?.row ?? box).querySelector("input, select, textarea, button")?.focus();
          renumber();
          changed();
        }),
      );
      row.append(element("p", "sc-row-number"), made.node, tools);
      entries.push(entry);
      rows.append(row);
      renumber();
    };
    const renumber = () => entries.forEach(({ row, made }, at) => {
      row.firstChild.textContent = `${entryName} ${at + 1}`;
      if (made.control) made.control.setAttribute("aria-label", `${entryName} ${at + 1}`);
    });
    const move = (entry, by) => {
      const at = entries.indexOf(entry);
      const to = at + by;
      if (to < 0 || to >= entries.length) return;
      entries.splice(at, 1);
      entries.splice(to, 0, entry);
      rows.replaceChildren(...entries.map(({ row }) => row));
      entry.row.querySelector(by < 0 ? ".sc-row-tools button" : ".sc-row-tools button:nth-child(2)").focus();
      renumber();
      changed();
    };
    for (const value of values.length ? values : Array.from({ length: required ? Math.max(schema.minItems ?? 1, 1) : 0 })) add(value);
    const more = button(t("author-add", { entry: entryName }), () => {
      add(undefined);
      entries.at(-1).row.querySelector("input, select, textarea")?.focus();
      changed();
    });
    box.append(rows, more, wrong);
    return {
      node: box,
      wrong,
      read() {
        const found = entries.map(({ made }) => made.read()).filter((each) => each !== undefined && !(typeof each === "object" && !Array.isArray(each) && !Object.keys(each).length));
        return found.length || required ? found : undefined;
      },
      at: ([at, ...rest]) => (at === undefined ? more : entries[at]?.made.at(rest) ?? entries[at]?.row.querySelector("input, select, textarea") ?? more),
    };
  }

  // Entries under names of the author's own: blanks, meters, effects.
  function named(key, schema, values, required, changed) {
    const inner = Object.values(schema.patternProperties)[0];
    const rows = { type: "array", description: schema.description, minItems: schema.minProperties ?? 0, items: { properties: { name: { type: "string", pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", description: t("author-name") }, value: inner }, required: ["name", "value"] } };
    const made = list(key, rows, Object.entries(values).map(([name, value]) => ({ name, value })), required, changed);
    return {
      ...made,
      read() {
        const found = made.read();
        return found && Object.fromEntries(found.filter((each) => each.name).map(({ name, value }) => [name, value]));
      },
      at([name, ...rest]) {
        const at = (made.read() ?? []).findIndex((each) => each.name === name);
        return made.at(name === undefined ? [] : [at < 0 ? 0 : at, "value", ...rest]);
      },
    };
  }

  author.field = field;
  author.group = group;
  author.button = button;
})();

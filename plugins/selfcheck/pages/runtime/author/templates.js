// A question's HTML from the site's own templates: walks the trees that templates_as_data.py
// made of them. It knows what these templates use of Jinja, and stops at anything else.
(() => {
  const { author } = window.selfcheck;

  // Text that is HTML already; everything else is escaped where it is put out.
  class Html {
    constructor(text) {
      this.text = text;
    }
    toString() {
      return this.text;
    }
  }
  const html = (text) => new Html(text);
  const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
  const escaped = (value) =>
    value instanceof Html ? value.text : String(value ?? "").replace(/[&<>"']/g, (sign) => SIGNS[sign]);

  // What is empty is false, as in Python.
  const truth = (value) => (Array.isArray(value) ? value.length > 0 : value instanceof Html ? value.text !== "" : Boolean(value));

  const FILTERS = {
    indexed: (list) => (list ?? []).map((item, at) => [at, item]),
    list: (list) => [...(list ?? [])],
    length: (list) => (list ?? []).length,
    map: (list, args, { attribute }) => list.map((item) => item[attribute]),
    selectattr: (list, [name]) => (list ?? []).filter((item) => truth(item[name])),
    rejectattr: (list, [name, , value]) => list.filter((item) => item[name] !== value),
    forceescape: (value) => html(escaped(String(value))),
    tojson: (value) => json(value ?? {}),
    with_gaps: withGaps,
  };

  // As Python writes JSON: a space after each colon and comma, no sign beyond ASCII or of HTML.
  function json(value) {
    const parts = Array.isArray(value)
      ? `[${value.map(json).join(", ")}]`
      : typeof value === "object" && value
        ? `{${Object.entries(value).map(([key, each]) => `${json(key)}: ${json(each)}`).join(", ")}}`
        : JSON.stringify(value);
    return parts.replace(/[<>&'\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  }

  function withGaps(question, [text, gap]) {
    const marked = question.text.replace(/[\ue000\ue001]/g, "\ufffd").replace(/\{([a-z0-9]+(?:-[a-z0-9]+)*)\}/g, "\ue000$1\ue001");
    const numbers = new Map(question.gaps.map((name, at) => [name, at + 1]));
    return html(String(text(marked)).replace(/\ue000([^\ue001]*)\ue001/g, (_, name) => String(gap(name, numbers.get(name))).trim()));
  }

  // Attributes of Python's objects that plain data lacks.
  function attribute(value, name) {
    if (Array.isArray(value) && name === "index") return (item) => value.indexOf(item);
    const plain = typeof value === "object" && value !== null && !Array.isArray(value);
    if (plain && name === "items" && !("items" in value)) return () => Object.entries(value);
    if (plain && name === "update" && !("update" in value)) return (more) => Object.assign(value, more);
    if (plain && name.startsWith("when_")) return value[name.slice(5)];
    return value?.[name] ?? value?.[name.replaceAll("_", "-")];
  }

  class Renderer {
    constructor(trees, globals) {
      this.trees = trees;
      this.globals = globals;
      this.blocks = {};
    }

    render(name) {
      const scope = Object.create(this.globals);
      let tree = this.trees[name];
      for (;;) {
        const [, body] = tree;
        const parent = body.find(([kind]) => kind === "Extends");
        for (const node of this.all(tree)) if (!(node[1] in this.blocks)) this.blocks[node[1]] = node[2];
        if (!parent) return this.body(body, scope);
        this.body(body.filter(([kind]) => ["Assign", "AssignBlock", "For", "Import", "Macro"].includes(kind)), scope);
        tree = this.trees[parent[1][1]];
      }
    }

    // The blocks of a tree, wherever they stand.
    *all(node) {
      if (!Array.isArray(node)) return;
      if (node[0] === "Block") yield node;
      for (const each of node) yield* this.all(each);
    }

    body(nodes, scope) {
      return nodes.map((node) => this.statement(node, scope)).join("");
    }

    statement([kind, ...parts], scope) {
      switch (kind) {
        case "Output":
          return parts[0].map((node) => (node[0] === "TemplateData" ? node[1] : escaped(this.value(node, scope)))).join("");
        case "Block":
          return this.body(this.blocks[parts[0]], Object.create(scope));
        case "If": {
          const [test, then, others, otherwise] = parts;
          if (truth(this.value(test, scope))) return this.body(then, scope);
          const other = others.find((each) => truth(this.value(each[1], scope)));
          return this.body(other ? other[2] : otherwise, scope);
        }
        case "For":
          return this.loop(parts, scope);
        case "Assign":
          this.assign(parts[0], this.value(parts[1], scope), scope);
          return "";
        case "AssignBlock":
          this.assign(parts[0], html(this.body(parts[2], Object.create(scope))), scope);
          return "";
        case "Macro":
          scope[parts[0]] = this.macro(parts, scope);
          return "";
        case "Import": {
          const made = Object.create(this.globals);
          this.body(this.trees[parts[0][1]][1], made);
          scope[parts[1]] = made;
          return "";
        }
      }
      throw new Error(kind);
    }

    loop([target, iterable, body, otherwise, test], scope) {
      const items = [...(this.value(iterable, scope) ?? [])].filter((item) => {
        if (!test) return true;
        const inner = Object.create(scope);
        this.assign(target, item, inner);
        return truth(this.value(test, inner));
      });
      if (!items.length) return this.body(otherwise, scope);
      return items
        .map((item, at) => {
          const inner = Object.create(scope);
          this.assign(target, item, inner);
          inner.loop = { index: at + 1, index0: at, first: !at, last: at === items.length - 1 };
          return this.body(body, inner);
        })
        .join("");
    }

    macro([, names, , body], scope) {
      return (...values) => {
        const inner = Object.create(scope);
        names.forEach(([, name], at) => (inner[name] = values[at]));
        return html(this.body(body, inner));
      };
    }

    assign(target, value, scope) {
      if (target[0] === "Tuple") target[1].forEach((each, at) => this.assign(each, value[at], scope));
      else scope[target[1]] = value;
    }

    value([kind, ...parts], scope) {
      const of = (node) => this.value(node, scope);
      const all = (nodes) => nodes.map(of);
      switch (kind) {
        case "Const":
          return parts[0];
        case "Name":
          return scope[parts[0]];
        case "TemplateData":
          return html(parts[0]);
        case "Getattr":
          return attribute(of(parts[0]), parts[1]);
        case "Getitem": {
          const held = of(parts[0]);
          if (parts[1][0] === "Slice") return (held ?? []).slice(of(parts[1][1]));
          return held?.[of(parts[1])];
        }
        case "Call":
          return of(parts[0])(...all(parts[1]), ...(parts[2].length ? [this.named(parts[2], scope)] : []));
        case "Filter":
          return FILTERS[parts[1]](of(parts[0]), all(parts[2]), this.named(parts[3], scope));
        case "CondExpr":
          return truth(of(parts[0])) ? of(parts[1]) : parts[2] ? of(parts[2]) : "";
        case "Compare":
          return parts[1].every(([, how, node]) => this.compare(of(parts[0]), how, of(node)));
        case "And":
          return truth(of(parts[0])) ? of(parts[1]) : of(parts[0]);
        case "Or":
          return truth(of(parts[0])) ? of(parts[0]) : of(parts[1]);
        case "Not":
          return !truth(of(parts[0]));
        case "Add": {
          const [left, right] = all(parts);
          return Array.isArray(left) ? [...left, ...right] : left + right;
        }
        case "Concat":
          return all(parts[0]).join("");
        case "Tuple":
        case "List":
          return all(parts[0]);
        case "Dict":
          return Object.fromEntries(parts[0].map(([, key, value]) => [of(key), of(value)]));
      }
      throw new Error(kind);
    }

    named(keywords, scope) {
      return Object.fromEntries(keywords.map(([, key, node]) => [key, this.value(node, scope)]));
    }

    compare(left, how, right) {
      if (how === "eq") return left === right;
      if (how === "gt") return left > right;
      throw new Error(how);
    }
  }

  // A message with values put in, as HTML.
  const message = (key, values) =>
    html(window.selfcheck.parts(key, values).map(escaped).join(""));

  // The HTML of a question as the site would write it.
  //   question  plain data in the quiz language, complete
  //   options   {number, total, certainty, text}; `text(markdown)` gives HTML as a string
  author.render = (question, { number = 1, total = 1, certainty = false, text = author.markdown } = {}) => {
    const block = (words) => html(text(words));
    const line = (words) => html(text(words).replace(/^<p>([^]*)<\/p>$/, (whole, inner) => (/<[uo]l>|<pre>/.test(inner) ? whole : inner.replace(/<\/p>\s*<p>/g, "<br>"))));
    const q = prepared(question);
    const globals = {
      q,
      t: message,
      text: block,
      line,
      prompt: q.prompt ?? String(message("fill-in-prompt")),
      uid: q.id,
      quiz: "preview",
      number,
      total,
      level: 3,
      certainty,
      figures: {},
      figure_part: () => "",
      references: [],
      target: "",
      target_title: "",
      mixed: (items) => FILTERS.indexed(items),
      listed: (items) => [...items].join(window.selfcheck.t("list-separator")),
      written: (value) => window.selfcheck.number(value),
      address: () => "#",
      asset: () => "",
      range: (from, to) => Array.from({ length: to - from }, (_, at) => from + at),
    };
    const file = `${question.type.replaceAll("-", "_")}/question.html`;
    return new Renderer(author.templates, globals).render(file);
  };

  // What Python's model adds to the data: defaults, and what follows from it.
  function prepared(question) {
    const q = { ...withDefaults(question, author.definition(question.type)), scored: !author.unscored.includes(question.type), fingerprint: "preview" };
    if (q.type === "fill-in") q.gaps = [...q.text.matchAll(/\{([a-z0-9]+(?:-[a-z0-9]+)*)\}/g)].map((found) => found[1]);
    if (q.type === "matching") q.responses = [...new Set([...q.pairs.map((pair) => pair.right), ...(q.distractors ?? [])])];
    if (q.type === "scenario") q.by_id = Object.fromEntries(q.nodes.map((node) => [node.id, node]));
    return q;
  }

  function withDefaults(value, schema) {
    schema = author.resolved(schema);
    if (Array.isArray(value)) return value.map((each) => withDefaults(each, schema?.items));
    if (typeof value !== "object" || value === null || !schema?.properties) return value;
    const filled = { ...value };
    for (const [key, property] of Object.entries(schema.properties)) {
      if (key in value) filled[key] = withDefaults(value[key], property);
      else if (property.default !== undefined) filled[key] = property.default;
    }
    return filled;
  }
})();

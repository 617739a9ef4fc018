// What `selfcheck check` would say of a question, as far as a browser can tell: what the schema
// asks for, the kinds' own rules, and advice that needs no dictionary. Codes and words are
// those of the command; tests/browser/test_author.py holds the two against each other.
(() => {
  const { author } = window.selfcheck;
  const SLUG = "^[a-z0-9]+(?:-[a-z0-9]+)*$";
  const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const short = (text, length = 60) => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);
  const normal = (text) => text.split(/\s+/).filter(Boolean).join(" ").toLowerCase();

  // Pairs [first, later] of positions whose texts are equal but for case and spacing.
  function* repeated(texts) {
    const seen = new Map();
    for (const [at, text] of texts.entries()) {
      const key = normal(text);
      if (seen.has(key)) yield [seen.get(key), at];
      else seen.set(key, at);
    }
  }

  function* shape(value, schema, at) {
    schema = author.resolved(schema);
    const name = at.at(-1);
    if (Array.isArray(value)) {
      const { minItems = 0, maxItems = Infinity } = schema;
      if (value.length < minItems && name === "questions") yield ["no-questions", "the quiz has no question", at];
      else if (value.length < minItems) {
        const count = value.length === 1 ? "1 entry" : `${value.length} entries`;
        yield ["too-few", `'${name}' has ${count}; at least ${minItems} are needed`, at];
      }
      if (value.length > maxItems) yield ["too-many", `'${name}' has too many entries; ${maxItems} are allowed`, at];
      for (const [number, each] of value.entries()) yield* shape(each, member(schema, each), [...at, number]);
    } else if (isMap(value)) {
      for (const key of schema.required ?? []) {
        if (value[key] === undefined) yield ["missing-key", `'${key}' is missing`, [...at, key]];
      }
      for (const [key, each] of Object.entries(value)) {
        const inner = schema.properties?.[key] ?? Object.values(schema.patternProperties ?? {})[0];
        if (schema.patternProperties && !RegExp(SLUG).test(key)) yield ["bad-id", `'${short(key)}' can't be an id`, [...at, key]];
        if (inner) yield* shape(each, inner, [...at, key]);
      }
    } else if (typeof value === "number") {
      const { minimum = -Infinity, maximum = Infinity } = schema;
      if (value < minimum) yield ["out-of-range", `'${name}' is ${value}, and should be greater than or equal to ${minimum}`, at];
      if (value > maximum) yield ["out-of-range", `'${name}' is ${value}, and should be less than or equal to ${maximum}`, at];
    } else if (typeof value === "string" && schema.pattern && !RegExp(schema.pattern, "u").test(value)) {
      const most = Number(/\{0,(\d+)\}/.exec(schema.pattern)?.[1]) + 1;
      if (schema.pattern === SLUG) yield ["bad-id", `'${short(value)}' can't be an id`, at];
      else if (most) yield ["text-too-long", `'${name}' has ${grouped(value.trim().length)} characters; ${grouped(most)} are allowed`, at];
      else yield ["bad-value", `'${short(value)}' can't be a '${name}'`, at];
    }
  }

  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  const member = (schema, value) => (schema.items?.oneOf ? author.definition(value.type) : schema.items);

  function* entries(key, part, list) {
    for (const [first, later] of repeated(list.map((each) => each[part]))) {
      yield ["duplicate-entry", `entry ${later + 1} of '${key}' says the same as entry ${first + 1}`, [key, later, part]];
    }
  }

  function* oneCorrect(key, options) {
    const right = [...options.keys()].filter((at) => options[at].correct);
    if (!right.length) yield ["no-correct-option", `none of the '${key}' is correct`, [key]];
    for (const at of right.slice(1)) {
      yield ["several-correct-options", `a second option is correct; entry ${right[0] + 1} of '${key}' is already`, [key, at, "correct"]];
    }
    yield* entries(key, "text", options);
  }

  const RULES = {
    *"single-choice"({ options }) {
      yield* oneCorrect("options", options);
    },
    *"multiple-choice"({ options }) {
      const right = options.filter((option) => option.correct).length;
      if (!right) yield ["no-correct-option", "none of the 'options' is correct", ["options"]];
      else if (right === options.length) yield ["no-wrong-option", "every option is correct, so to tick everything is right", ["options"]];
      yield* entries("options", "text", options);
    },
    *"true-false"({ because }) {
      if (because) yield* oneCorrect("because", because);
    },
    *"fill-in"({ text, blanks, bank }) {
      const gaps = [...text.matchAll(/\{([a-z0-9]+(?:-[a-z0-9]+)*)\}/g)].map((found) => found[1]);
      for (const name of new Set(gaps)) {
        if (!(name in blanks)) {
          yield ["gap-without-blank", `the text has a gap {${name}} and \`blanks\` does not say what belongs there`, ["text"]];
        }
        if (gaps.filter((gap) => gap === name).length > 1) yield ["repeated-gap", `the gap {${name}} stands twice`, ["text"]];
      }
      const plain = (word) => word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
      for (const [name, blank] of Object.entries(blanks)) {
        if (!gaps.includes(name)) yield ["unused-blank", `the text has no gap {${name}}`, ["blanks", name]];
        const accepted = blank.accept.map(plain);
        for (const [at, miss] of (blank.misses ?? []).entries()) {
          if (accepted.includes(plain(miss.text))) {
            yield ["accepted-miss", `'${miss.text}' is accepted and a miss at once`, ["blanks", name, "misses", at, "text"]];
          }
        }
        if (bank && !bank.some((word) => accepted.includes(plain(word)))) {
          yield ["answer-not-in-bank", `the bank holds no word that {${name}} accepts`, ["bank"]];
        }
      }
      for (const [first, later] of repeated(bank ?? [])) {
        yield ["duplicate-entry", `entry ${later + 1} of 'bank' says the same as entry ${first + 1}`, ["bank", later]];
      }
    },
    *matching({ pairs, distractors = [] }) {
      yield* entries("pairs", "left", pairs);
      const rights = pairs.map((pair) => pair.right);
      if (new Set([...rights, ...distractors]).size < 2) {
        yield ["no-wrong-option", "there is one partner only, so nothing is left to decide", ["pairs"]];
      }
      for (const [first, later] of repeated([...rights, ...distractors])) {
        if (later < rights.length) continue;
        const words = first < rights.length ? "this distractor is the right partner of a pair" : "this distractor stands twice";
        yield ["duplicate-entry", words, ["distractors", later - rights.length]];
      }
    },
    *ordering({ steps }) {
      yield* entries("steps", "text", steps);
    },
    *numeric({ answer, figure, min, max, tolerance, "zero-at": zero }) {
      if ((answer === undefined) === (figure === undefined)) {
        yield ["answer-or-figure", "a numeric question needs either 'answer' or 'figure'", ["answer"]];
      }
      if (min >= max) yield ["bad-range", "'max' must be greater than 'min'", ["max"]];
      else if (answer !== undefined && !(min <= answer && answer <= max)) {
        yield ["bad-range", "the answer lies outside 'min' and 'max'", ["answer"]];
      }
      if (tolerance < 0 || zero <= tolerance) {
        yield ["bad-range", "'zero-at' must be greater than 'tolerance', and 'tolerance' not below 0", ["zero-at"]];
      }
    },
    *categorizing({ groups, items }) {
      yield* entries("items", "text", items);
      for (const [, later] of repeated(groups)) yield ["duplicate-entry", "this group stands twice", ["groups", later]];
      for (const [at, item] of items.entries()) {
        if (!groups.includes(item.group)) yield ["unknown-group", `there is no group '${item.group}'`, ["items", at, "group"]];
      }
      if (new Set(items.map((item) => item.group)).size === 1) {
        yield ["no-wrong-option", "all statements belong to one group, so nothing is left to decide", ["items"]];
      }
    },
    *highlight({ turns }) {
      const targets = turns.filter((turn) => turn.target).length;
      if (!targets) yield ["no-correct-option", "no turn is to be marked", ["turns"]];
      if (targets === turns.length) yield ["no-wrong-option", "every turn is to be marked, so nothing is left to decide", ["turns"]];
      for (const [at, turn] of turns.entries()) {
        if (turn.target && !turn.feedback) yield ["missing-key", "this turn is to be marked and has no feedback", ["turns", at, "feedback"]];
      }
    },
    *practice({ exemplars }) {
      yield* entries("exemplars", "text", exemplars);
      for (const strength of ["strong", "weaker"]) {
        if (!exemplars.some((each) => each.strength === strength)) {
          yield ["missing-exemplar", `no exemplar is '${strength}'`, ["exemplars"]];
        }
      }
    },
    *rating({ statements, dimensions, scale }) {
      const known = dimensions.map((each) => each.id);
      for (const [at, statement] of statements.entries()) {
        if (!known.includes(statement.dimension)) {
          yield ["unknown-dimension", `there is no dimension '${statement.dimension}'`, ["statements", at, "dimension"]];
        }
      }
      for (const [at, dimension] of dimensions.entries()) {
        if (!statements.some((each) => each.dimension === dimension.id)) {
          yield ["empty-dimension", `no statement belongs to '${dimension.id}'`, ["dimensions", at, "id"]];
        }
        const limits = dimension.bands.map((band) => band["up-to"]);
        const rising = limits.every((limit, number) => !number || limit > limits[number - 1]);
        if (!rising || limits.at(-1) < (scale.points ?? 5)) {
          yield ["bad-bands", "the bands must rise, and the last one must reach the end of the scale", ["dimensions", at, "bands"]];
        }
      }
    },
    *scenario({ start, nodes, meters = {} }) {
      yield* entries("nodes", "id", nodes);
      const ids = nodes.map((node) => node.id);
      if (!ids.includes(start)) yield ["unknown-node", `there is no node '${start}'`, ["start"]];
      for (const [at, { id, choices = [], ending }] of nodes.entries()) {
        if (ending && choices.length) yield ["ending-with-choices", `'${id}' is an ending and has choices`, ["nodes", at, "ending"]];
        if (!ending && !choices.length) yield ["dead-end", `'${id}' has neither choices nor an ending`, ["nodes", at, "id"]];
        if (choices.length === 1) yield ["no-wrong-option", `'${id}' has one choice only, so nothing is left to decide`, ["nodes", at, "choices"]];
        for (const [number, choice] of choices.entries()) {
          const place = ["nodes", at, "choices", number];
          if (!ids.includes(choice.to)) yield ["unknown-node", `there is no node '${choice.to}'`, [...place, "to"]];
          for (const meter of Object.keys(choice.effects ?? {})) {
            if (!(meter in meters)) yield ["unknown-meter", `there is no meter '${meter}'`, [...place, "effects"]];
          }
        }
      }
      if (!ids.includes(start)) return;
      const reached = new Set([start]);
      for (const id of reached) for (const { to } of nodes.find((node) => node.id === id)?.choices ?? []) reached.add(to);
      for (const [at, node] of nodes.entries()) {
        if (!reached.has(node.id)) yield ["unreachable-node", `no path leads to '${node.id}'`, ["nodes", at, "id"]];
      }
      if (!nodes.some((node) => reached.has(node.id) && node.ending === "good")) {
        yield ["no-good-ending", "no path leads to a good ending", ["nodes"]];
      }
    },
  };

  // ---- Advice ----

  const lists = ({ type, options, because }) =>
    [
      [["options"], options],
      [["because"], because],
    ].filter(([, list]) => list).map(([at, all]) => ({ at, all, many: type === "multiple-choice" }));
  const plain = (text) => text.replace(/[*_`]/g, "");
  const LAZY = new RegExp("^\\W*(?:(?:that(?:’|')?s|that is|this is|you are|you’re|you're|it’s|it's|it is|sorry|yes|no|not|quite|well|very|absolutely|completely|partly|exactly|correct|incorrect|right|wrong|true|false|good|great|done|spotted|job|answer|the|a|an|try|again|see|above|below|the|text|chapter|section|explanation|hint|nice|perfect|excellent|next|time|unfortunately)\\b\\W*)+$", "i");
  const ALL = /\b(?:all|none|both|neither|any|two) of the (?:above|below|previous)\b|^\W*(?:all|none|both|neither|any) of (?:these|them|the others?)\W*$|\b(?:all|none|any) the (?:above|others)\b/i;
  const HOW_MANY = /\b(?:all (?:that|those|the|of)\b|that apply|every(?:thing)? (?:that|one)|each (?:that|one)|any that|as many as|one or more|more than one|several|(?:choose|pick|select|tick|mark|name|which|what|the) (?:two|three|four|five|\d))/i;

  const ADVICE = {
    *"few-options"(question) {
      for (const { at, all, many } of lists(question)) {
        const fewest = many ? 4 : 3;
        if (all.length < fewest) yield [`there are ${all.length} options; ${fewest} leave less to chance`, at];
      }
    },
    *"many-options"(question) {
      for (const { at, all, many } of lists(question)) {
        const most = many ? 6 : 4;
        if (all.length > most) yield [`there are ${all.length} options; more than ${most} add reading and little else`, at];
      }
    },
    *"choose-all-not-said"(question) {
      for (const { many } of lists(question)) {
        if (many && !HOW_MANY.test(plain(question.prompt))) yield ["the prompt does not say that several options may apply", ["prompt"]];
      }
    },
    *"all-of-the-above"(question) {
      for (const { at, all } of lists(question)) {
        for (const [number, { text }] of all.entries()) {
          const found = ALL.exec(text);
          if (found) yield [`“${found[0]}” can be decided without knowing all of the options`, [...at, number, "text"]];
        }
      }
    },
    *"lazy-feedback"(question) {
      for (const { at, all } of lists(question)) {
        for (const [number, { feedback }] of all.entries()) {
          if (feedback.length < 120 && LAZY.test(plain(feedback))) {
            yield ["this feedback is a verdict or a pointer, and gives no reason", [...at, number, "feedback"]];
          }
        }
      }
    },
  };

  // Problems of a quiz: [{severity, code, message, at}], errors first within each question.
  author.check = (quiz) => {
    const found = [...shape(quiz, author.schema, [])].map(([code, message, at]) => ({ severity: "error", code, message, at }));
    const ids = new Map();
    for (const [number, question] of (quiz.questions ?? []).entries()) {
      const at = ["questions", number];
      const sound = ![...shape(question, author.definition(question.type), [])].length;
      if (sound) {
        for (const [code, message, place] of RULES[question.type]?.(question) ?? []) {
          found.push({ severity: "error", code, message, at: [...at, ...place] });
        }
        for (const [code, rule] of Object.entries(ADVICE)) {
          if (code in (question.waive ?? {})) continue;
          for (const [message, place] of rule(question)) found.push({ severity: "warning", code, message, at: [...at, ...place] });
        }
      }
      if (ids.has(question.id)) {
        found.push({ severity: "error", code: "duplicate-id", message: `question ${ids.get(question.id) + 1} has the id '${question.id}' already`, at: [...at, "id"] });
      } else if (question.id) ids.set(question.id, number);
    }
    return found;
  };
})();

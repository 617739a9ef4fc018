// What an answer is to a learning platform: the type of interaction, the answer in parts, the
// right ones in parts, and the words that stand for each part. By the kind of question; positions
// count from 0 in the author's order. A part is a word or number, or a pair of two.
(() => {
  const { selfcheck } = window;

  const numbered = (values) => values.map((value, at) => [at, value]);
  // [{id, description}]: the words of a part, by the id that an answer names it by.
  const listed = (question, selector, key, words) =>
    [...question.querySelectorAll(`.sc-answer ${selector}`)].map((each) => ({
      id: each.dataset[key],
      description: each.querySelector(words).textContent.trim(),
    }));
  const options = (question) => ({ choices: listed(question, ".sc-option", "option", ".sc-option-text") });

  const choice = { type: "choice", parts: (answer) => answer.flat(), words: options };
  const several = { ...choice, right: (question) => [question.correct(question.groups[0])] };
  const written = { type: "long-fill-in", parts: ({ text }) => (text ? [text] : []) };

  const KINDS = {
    "single-choice": { ...choice, right: (question) => question.correct(question.groups[0]).map((option) => [option]) },
    "multiple-choice": several,
    highlight: several,
    "true-false": {
      ...choice,
      right(question) {
        const [[verdict], reasons] = question.groups.map((group) => question.correct(group));
        return reasons ? reasons.map((reason) => [verdict, reason]) : [[verdict]];
      },
    },
    "fill-in": {
      type: "fill-in",
      parts: (answer) => answer,
      // Every spelling of one gap; of several gaps, the first of each.
      right: ({ accepted }) => (accepted.length === 1 ? accepted[0].map((word) => [word]) : [accepted.map(([word]) => word)]),
    },
    matching: {
      type: "matching",
      parts: numbered,
      right: (question) => [numbered(question.partners)],
      words: (question) => ({
        source: listed(question, ".sc-pair", "pair", ".sc-left"),
        target: [...question.querySelector("select").options].filter(({ value }) => value).map(({ value, text }) => ({ id: value, description: text })),
      }),
    },
    categorizing: {
      type: "matching",
      parts: numbered,
      right: (question) => [numbered(question.solution)],
      words: (question) => ({
        source: listed(question, ".sc-sorted", "item", "legend"),
        target: [...question.querySelector(".sc-groups").children].map((label) => ({
          id: label.querySelector("input").value,
          description: label.textContent.trim(),
        })),
      }),
    },
    ordering: {
      type: "sequencing",
      parts: (answer) => answer,
      right: (question) => [question.steps.map((_, at) => at)],
      words: (question) => ({ choices: listed(question, ".sc-step", "step", ".sc-step-text") }),
    },
    numeric: {
      type: "numeric",
      parts: (answer) => [answer],
      // From and to.
      right: ({ data: { answer, tolerance } }) => [[answer - tolerance, answer + tolerance]],
    },
    rating: {
      type: "performance",
      parts: numbered,
      words: (question) => ({
        steps: question.statements.map((each, at) => ({ id: String(at), description: each.querySelector("legend").textContent.trim() })),
      }),
    },
    scenario: {
      type: "performance",
      parts: (path) => path.map(([node, choice]) => [node, choice]),
      words: (question) => ({ steps: listed(question, ".sc-node", "node", ".sc-node-text") }),
    },
    practice: written,
    reflection: written,
  };

  // {id, type, prompt, parts, right: [parts, ...], words}
  selfcheck.interaction = (question, answer) => {
    const { type, parts, right, words } = KINDS[question.localName.replace("selfcheck-", "")];
    const given = parts(answer);
    return {
      id: question.dataset.question,
      // A judgement with its reason is two choices.
      type: question.localName === "selfcheck-true-false" && given.length === 1 ? "true-false" : type,
      prompt: question.querySelector(".sc-prompt").textContent.replace(/\s+/g, " ").trim(),
      parts: given,
      right: right?.(question) ?? [],
      words: words?.(question) ?? {},
    };
  };

  // A number without exponent, to seven places.
  selfcheck.decimal = (value) => value.toFixed(7).replace(/\.?0+$/, "");

  // What the reader wrote must not be taken for the marks between the parts.
  const clean = (part) => (typeof part === "number" ? selfcheck.decimal(part) : part.replace(/\[([.,:])\]/g, "($1)").replace(/^\{/, " {"));

  // Parts as SCORM 2004 and xAPI write them.
  selfcheck.written = (type, parts) =>
    parts
      .map((part) => [part].flat().map(clean).join("[.]").slice(0, type === "long-fill-in" ? 4000 : 250))
      .join(type === "numeric" ? "[:]" : "[,]");
})();

// A quiz as YAML: plain where nothing can be misread, in quotes or as a block elsewhere.
(() => {
  const { author } = window.selfcheck;
  const PLAIN = /^[A-Za-z“‘(][\w ,.;!?()“”‘’–—…%/+-]*$/;
  const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
  const WIDTH = 92;

  function scalar(value, indent) {
    if (typeof value !== "string") return String(value);
    const clean = value.replace(/\r\n?/g, "\n").replace(/[^\S\n]+$/gm, "");
    if (clean.includes("\n") && !/^\s|[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/.test(clean)) {
      const pad = " ".repeat(indent);
      return `|-\n${clean.split("\n").map((line) => (line ? pad + line : "")).join("\n")}`;
    }
    if (PLAIN.test(clean) && !WORDS.test(clean) && !clean.endsWith(" ")) {
      return clean.length + indent <= WIDTH ? clean : `>-\n${folded(clean, indent)}`;
    }
    return quoted(clean);
  }

  // Double quotes: what JSON escapes, YAML reads; the rest of what can't be seen is written out.
  const quoted = (text) =>
    JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/g, (sign) => (/[\ud800-\udfff]/.test(sign) ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`));

  function folded(text, indent) {
    const pad = " ".repeat(indent);
    const lines = [];
    let line = "";
    // Two spaces in a row would become one: such a gap is not broken.
    for (const word of text.split(/(?<=\S) (?=\S)/)) {
      if (line && pad.length + line.length + 1 + word.length > WIDTH) {
        lines.push(pad + line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    return [...lines, pad + line].join("\n");
  }

  const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  function entry(key, value, indent) {
    const pad = " ".repeat(indent);
    if (Array.isArray(value) && value.every((each) => typeof each === "string" && /^[a-z0-9-]+$/.test(each) && !/^\d|^-/.test(each) && !WORDS.test(each))) {
      return `${pad}${key}: [${value.join(", ")}]\n`;
    }
    if (Array.isArray(value)) return `${pad}${key}:\n${value.map((each) => item(each, indent + 2)).join("")}`;
    if (isMap(value)) return `${pad}${key}:\n${map(value, indent + 2)}`;
    return `${pad}${key}: ${scalar(value, indent + 2)}\n`;
  }

  const map = (value, indent) => Object.entries(value).map(([key, each]) => entry(key, each, indent)).join("");

  function item(value, indent) {
    const pad = " ".repeat(indent);
    if (isMap(value)) return map(value, indent + 2).replace(new RegExp(`^${pad}  `), `${pad}- `);
    return `${pad}- ${scalar(value, indent + 2)}\n`;
  }

  author.yaml = (quiz) => map(quiz, 0);
})();

// A text as the site would show it, in the marks that quizzes use most. It is a preview: rarer
// marks (tables, nested lists) are shown as they were typed. Everything else is escaped.
(() => {
  const { author } = window.selfcheck;
  const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  // Quotation marks and dashes as print has them.
  const typeset = (text) =>
    text
      .replace(/\.\.\./g, "…")
      .replace(/---/g, "—")
      .replace(/--/g, "–")
      .replace(/(^|[\s([{—–*_])"(?=\S)/g, "$1“")
      .replace(/"/g, "”")
      .replace(/(^|[\s([{—–*_“])'(?=\S)/g, "$1‘")
      .replace(/'/g, "’");

  // The book's marks: a term's words, a source, a figure's name.
  const marks = (text) =>
    text
      .replace(/\[\[=([a-z0-9-]+)(?::[a-z]+)?\]\]/g, "‹$1›")
      .replace(/\[\[([a-z0-9-]+)\|([^\]\n]+)\]\]/g, "$2")
      .replace(/\[\[([a-z0-9-]+)\]\]/g, (_, id) => id.replaceAll("-", " "))
      .replace(/\[@([a-z0-9-]+(?:; ?@[a-z0-9-]+)*)\]/g, (_, ids) => `(${ids.replaceAll("@", "")})`);

  function inline(text) {
    const kept = [];
    const keep = (html) => `\ue010${kept.push(html) - 1}\ue011`;
    const made = escape(typeset(marks(text.replace(/[\ue010\ue011]/g, ""))
      .replace(/`([^`\n]+)`/g, (_, code) => keep(`<code>${escape(code)}</code>`))
      .replace(/\\([\\`*_{}[\]()#+.!-])/g, (_, sign) => keep(escape(sign)))))
      .replace(/\[([^\]\n]+)\]\(((?:https?:\/\/|mailto:)[^\s()]+)\)/g, (_, words, address) =>
        `${keep(`<a href="${address.replace(/"/g, "&quot;")}" rel="noopener">`)}${words}${keep("</a>")}`)
      .replace(/\*\*(?=\S)([^*]*[^*\s])\*\*/g, "<strong>$1</strong>")
      .replace(/(^|[^\w*])\*(?=\S)([^*]*[^*\s])\*/g, "$1<em>$2</em>")
      .replace(/(^|[^\w])_(?=\S)([^_]*[^_\s])_(?!\w)/g, "$1<em>$2</em>");
    return made.replace(/\ue010(\d+)\ue011/g, (_, at) => kept[at]);
  }

  const BULLET = /^[-*+] +/;
  const NUMBER = /^\d+\. +/;

  function block(lines) {
    for (const [sign, tag] of [[BULLET, "ul"], [NUMBER, "ol"]]) {
      if (!sign.test(lines[0])) continue;
      const items = [];
      for (const line of lines) {
        if (sign.test(line)) items.push(line.replace(sign, ""));
        else items[items.length - 1] += `\n${line.trim()}`;
      }
      return `<${tag}>\n${items.map((item) => `<li>${inline(item)}</li>\n`).join("")}</${tag}>`;
    }
    if (lines.every((line) => /^> ?/.test(line))) {
      return `<blockquote>\n${author.markdown(lines.map((line) => line.replace(/^> ?/, "")).join("\n"))}\n</blockquote>`;
    }
    return `<p>${inline(lines.join("\n"))}</p>`;
  }

  author.markdown = (text) =>
    String(text ?? "")
      .trim()
      .split(/\n\s*\n/)
      .filter(Boolean)
      .map((part) => block(part.split("\n")))
      .join("\n");
})();

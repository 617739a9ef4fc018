// The words of the site, in its language. A script travels with those that it uses: they
// stand before it as {KEY: text}, or {KEY: {category: text}} where a count is told.
(() => {
  const { selfcheck } = window;
  const plurals = new Intl.PluralRules(selfcheck.plurals);

  // A message in parts, so that a place can hold an element: ["Take a ", link, " first."].
  selfcheck.parts = (key, values = {}) => {
    let text = selfcheck.words[key];
    if (text.other) text = text[plurals.select(values.count)] ?? text.other;
    return text.split(/\{([a-z]+)\}/).map((part, at) => (at % 2 ? values[part] : part));
  };
  selfcheck.t = (key, values) => selfcheck.parts(key, values).join("");
  selfcheck.joined = (parts) => parts.flatMap((part, at) => (at ? [selfcheck.t("list-separator"), part] : [part]));
  selfcheck.number = (value) => String(value).replace(".", selfcheck.t("decimal-mark"));

  // A day as it is written in the site's language, in the reader's own variety of it.
  selfcheck.day = (date) => {
    const { language } = selfcheck;
    const own = navigator.languages.find((each) => each.split("-")[0] === language.split("-")[0]);
    return date.toLocaleDateString(own ?? language, { dateStyle: "long", numberingSystem: "latn" });
  };
})();

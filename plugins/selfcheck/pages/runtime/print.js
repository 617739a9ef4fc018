// On paper: a clean worksheet, and the whole key on a page of its own at the end.
// Without a script each question's key is printed below it (see question.css).
(() => {
  const { element, t } = window.selfcheck;
  const page = () => document.querySelector("self-check > .sc-summary")?.parentElement;

  addEventListener("beforeprint", () => {
    const selfCheck = page();
    if (!selfCheck || selfCheck.querySelector(".sc-paper-key")) return;
    const key = element("section", "sc-paper-key");
    key.append(element("h2", "", t("answer-key")));
    for (const question of selfCheck.querySelectorAll(".sc-question")) {
      const part = element("div", "sc-paper-answer");
      part.append(element("h3", "", question.querySelector(".sc-number").textContent));
      part.append(question.querySelector(".sc-key-body").cloneNode(true));
      key.append(part);
    }
    selfCheck.append(key);
  });
  addEventListener("afterprint", () => document.querySelector(".sc-paper-key")?.remove());

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".sc-print")) print();
  });
})();

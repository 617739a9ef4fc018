// The one script that every page loads. A page with questions asks for more:
// `<self-check data-scripts="...">` brings the runtime and the kinds that stand in it.
// A custom element, because it wakes up however the page came: loaded, or put in by
// a theme's instant navigation. Classic scripts, because modules don't load from disk.
(() => {
  const here = new URL(".", document.currentScript.src);
  const asked = new Set();
  const load = (name) => {
    if (asked.has(name)) return;
    asked.add(name);
    const script = document.createElement("script");
    script.src = new URL(`${name}.js`, here);
    script.async = false;
    document.head.append(script);
  };
  // What a term means is shown by a script that the first look at a term asks for.
  const look = (event) => event.target.closest?.("a.term") && load("definitions");
  document.addEventListener("pointerover", look);
  document.addEventListener("focusin", look);
  window.selfcheck = { root: new URL("../../", here).pathname, load };
  customElements.define(
    "self-check",
    class extends HTMLElement {
      connectedCallback() {
        load("runtime");
        this.dataset.scripts.split(" ").filter(Boolean).forEach(load);
      }
    },
  );
})();

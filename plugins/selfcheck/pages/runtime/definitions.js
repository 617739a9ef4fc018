// What a term means, shown beside it: while the pointer rests on the term or on the words, and
// while the term has the keyboard's focus. Escape puts it away (WCAG 2.2, 1.4.13). Without
// scripts the link's title says the same to a pointer, and the link leads to the glossary.
(() => {
  const OPENS_AFTER = 200; // ms: a pointer that only passes by opens nothing
  const CLOSES_AFTER = 300; // ms: time to move from the term to the words
  const EDGE = 8; // px between the words and the edge of the window

  const bubble = document.createElement("div");
  bubble.id = "sc-definition";
  bubble.setAttribute("role", "tooltip");
  let term = null;
  let timer = 0;
  let styled = false;

  const termAt = (event) => event.target.closest?.("a.term");
  const later = (act, delay) => {
    clearTimeout(timer);
    timer = setTimeout(act, delay);
  };

  const hide = () => {
    clearTimeout(timer);
    if (!term) return;
    term.title = bubble.textContent;
    term.removeAttribute("aria-describedby");
    bubble.remove();
    term = null;
  };

  const show = (link) => {
    clearTimeout(timer);
    if (!styled || term === link || !link.isConnected) return;
    hide();
    term = link;
    bubble.textContent = link.title;
    link.removeAttribute("title"); // or the browser shows it a second time
    link.setAttribute("aria-describedby", bubble.id);
    (link.closest("main") ?? document.body).append(bubble); // a landmark, where there is one
    place();
  };

  // Under the term; above it where there is no room below. A term may run over two lines.
  const place = () => {
    const around = getComputedStyle(term.parentElement);
    bubble.style.fontFamily = around.fontFamily;
    bubble.style.fontSize = around.fontSize;
    bubble.style.left = bubble.style.top = 0;
    const origin = bubble.getBoundingClientRect(); // whatever the theme places it against
    const lines = term.getClientRects();
    const first = lines[0];
    const last = lines[lines.length - 1];
    const over = last.bottom + origin.height > innerHeight && first.top > origin.height;
    const line = over ? first : last;
    const room = document.documentElement.clientWidth - origin.width - EDGE;
    bubble.style.left = `${Math.max(EDGE, Math.min(line.left, room)) - origin.left}px`;
    bubble.style.top = `${(over ? line.top - origin.height : line.bottom) - origin.top}px`;
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = termAt(event);
    if (link) later(() => show(link), OPENS_AFTER);
    else if (bubble.contains(event.target)) clearTimeout(timer);
    else if (term && term !== document.activeElement) later(hide, CLOSES_AFTER);
    else if (!term) clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const link = termAt(event);
    if (link?.matches(":focus-visible")) show(link);
    else hide();
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("click", (event) => bubble.contains(event.target) || hide());
  addEventListener("resize", hide);
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !term) return;
      hide();
      event.stopPropagation(); // what lies below is for the next Escape
    },
    true,
  );

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("definitions.css", document.currentScript.src);
  style.onload = () => {
    styled = true;
    const link = document.querySelector("a.term:focus-visible") ?? document.querySelector("a.term:hover");
    if (link) show(link);
  };
  document.head.append(style);
})();

// What SCORM 1.2 and 2004 share: the platform's API in a window above or behind this one.
// Sources: SCORM 1.2 Run-Time Environment, ADL 2001; SCORM 2004 4th Edition RTE, 3.2.1, ADL 2009.
(() => {
  const { selfcheck } = window;
  const FAR = 20;

  function above(start, name, starter) {
    for (let here = start, step = 0; here && step < FAR; step += 1) {
      try {
        if (here[name]?.[starter]) return here[name];
      } catch {
        // another host's window: its parent may be ours again
      }
      if (here === here.parent) return null;
      here = here.parent;
    }
    return null;
  }

  function opener(here) {
    try {
      return here.opener;
    } catch {
      return null;
    }
  }

  // The API that is called `name` and begins with the function `starter`, begun; or null.
  selfcheck.scorm = (name, starter) => {
    const api = [window, opener(window), opener(window.top)].map((each) => above(each, name, starter)).find(Boolean);
    return api && String(api[starter]("")) !== "false" ? api : null;
  };

  // Who looks at a lesson without taking it leaves no trace.
  selfcheck.watching = (mode) => mode === "browse" || mode === "review";

  selfcheck.judged = (share, wrong) => {
    if (share === null) return "neutral";
    return share === 1 ? "correct" : share === 0 ? wrong : share.toFixed(4);
  };
})();

// What the reader has done, kept in this browser under one versioned key:
//   {version: 1, quizzes: {QUIZ: {QUESTION: {fingerprint, share, first, answer, tries, at, sure}}}}
// Every write reads first, so that two tabs don't undo each other. Storage that is
// full, forbidden, broken or of a later version costs the reader nothing but memory.
(() => {
  const VERSION = 1;
  const KEY = `selfcheck:${window.selfcheck.root}`;
  let memory = { version: VERSION, quizzes: {} };
  let readOnly = false;

  function read() {
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      return memory;
    }
    if (text === null) return readOnly ? memory : (memory = { version: VERSION, quizzes: {} });
    try {
      const stored = JSON.parse(text);
      if (stored.version > VERSION) {
        readOnly = true; // a later version of the site wrote it: leave it alone
        return memory;
      }
      if (isTable(stored.quizzes)) {
        for (const [name, records] of Object.entries(stored.quizzes)) {
          if (!isTable(records)) delete stored.quizzes[name];
        }
        return (memory = { version: VERSION, quizzes: stored.quizzes });
      }
    } catch {
      // not JSON: kept aside below
    }
    setAside(text);
    return memory;
  }

  function setAside(text) {
    try {
      localStorage.setItem(`${KEY}:unreadable`, text);
      localStorage.removeItem(KEY);
    } catch {
      // no room for a copy: leave the original where it is
      readOnly = true;
    }
  }

  function write() {
    if (readOnly) return;
    try {
      localStorage.setItem(KEY, JSON.stringify(memory));
    } catch {
      readOnly = true; // full or forbidden: go on from memory
    }
  }

  const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  const listeners = new Set();
  const changed = () => listeners.forEach((listener) => listener());
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) changed();
  });

  window.selfcheck.progress = {
    // The records of a quiz by question id.
    of: (quiz) => read().quizzes[quiz] ?? {},
    get: (quiz, question) => {
      const record = (read().quizzes[quiz] ?? {})[question];
      return isTable(record) && (record.share === null || typeof record.share === "number") ? record : null;
    },
    record(quiz, question, { fingerprint, share, answer, sure }) {
      const { quizzes } = read();
      const earlier = (quizzes[quiz] ??= {})[question];
      const same = isTable(earlier) && earlier.fingerprint === fingerprint;
      quizzes[quiz][question] = {
        fingerprint,
        share,
        first: same ? earlier.first : share,
        answer,
        tries: same ? earlier.tries + 1 : 1,
        at: new Date().toISOString(),
        sure,
      };
      write();
      changed();
    },
    clear(quiz) {
      const { quizzes } = read();
      if (quiz === undefined) memory.quizzes = {};
      else delete quizzes[quiz];
      write();
      changed();
    },
    // Call `listener` after every change, here or in another tab; returns how to stop.
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
})();

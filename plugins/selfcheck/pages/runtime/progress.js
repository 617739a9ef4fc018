// What the reader has done, kept in this browser under one versioned key:
//   {version: 3, quizzes: {QUIZ: {QUESTION: {fingerprint, share, first, answer, tries, at, sure, asked}}}}
// `share` is null where nothing is right or wrong; `asked` holds the first answer of each day as
// {at, share, sure}: from these the review tells when to ask again (see schedule.js).
// Every write reads first, so that two tabs don't undo each other. Storage that is
// full, forbidden, broken or of a later version costs the reader nothing but memory.
(() => {
  const VERSION = 3;
  const { selfcheck } = window;
  const KEY = `selfcheck:${selfcheck.root}`;
  let memory = empty();
  let readOnly = false;

  function empty() {
    return { version: VERSION, quizzes: table() };
  }

  // Without a prototype: a quiz may be named `constructor`.
  function table() {
    return Object.create(null);
  }

  function read() {
    if (readOnly) return memory;
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      return memory;
    }
    if (text === null) return (memory = empty());
    try {
      const stored = JSON.parse(text);
      if (stored.version > VERSION) {
        readOnly = true; // a later version of the site wrote it: leave it alone
        return memory;
      }
      if (isTable(stored.quizzes)) return (memory = { version: VERSION, quizzes: sound(stored) });
    } catch {
      // not JSON: kept aside below
    }
    setAside(text);
    return memory;
  }

  // What can be used of stored or loaded data, brought up to this version.
  function sound({ quizzes }) {
    const kept = table();
    for (const [quiz, records] of Object.entries(quizzes)) {
      if (!isTable(records)) continue;
      kept[quiz] = table();
      for (const [question, record] of Object.entries(records)) {
        if (isRecord(record)) kept[quiz][question] = { ...record, asked: asked(record) };
      }
    }
    return kept;
  }

  // Versions 1 and 2 had none: what is known begins with the last answer, or with the `memory`
  // that version 2 kept instead.
  function asked({ asked, memory, share, at, sure }) {
    if (Array.isArray(asked)) return asked.filter(isAnswer);
    return share === null || memory ? [] : [{ at, share, sure }];
  }

  const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isAnswer = (value) =>
    isTable(value) && typeof value.share === "number" && value.share >= 0 && value.share <= 1 && Date.parse(value.at) > 0;
  const isRecord = (value) =>
    isTable(value) && typeof value.fingerprint === "string" && isAnswer(value.share === null ? { ...value, share: 0 } : value);

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

  const listeners = new Set();
  const changed = () => listeners.forEach((listener) => listener());
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) changed();
  });

  // The first answer of a day tells what was remembered; a second try only repeats what was just read.
  function withAnswer(earlier, share, sure, at) {
    const before = earlier?.asked ?? [];
    const last = before.at(-1)?.at ?? earlier?.memory?.last ?? "";
    return share === null || last.slice(0, 10) === at.slice(0, 10) ? before : [...before, { at, share, sure }];
  }

  selfcheck.progress = {
    version: VERSION,
    // False once something kept the browser from storing: what is done then ends with the page.
    get lasting() {
      return !readOnly;
    },
    // The records of a quiz by question id.
    of: (quiz) => read().quizzes[quiz] ?? table(),
    // All records: {QUIZ: {QUESTION: record}}.
    all: () => read().quizzes,
    get: (quiz, question) => read().quizzes[quiz]?.[question] ?? null,
    record(quiz, question, { fingerprint, share, answer, sure }, now = new Date()) {
      const { quizzes } = read();
      const known = (quizzes[quiz] ??= table())[question];
      const earlier = known?.fingerprint === fingerprint ? known : null;
      const at = now.toISOString();
      quizzes[quiz][question] = {
        fingerprint,
        share,
        first: earlier ? earlier.first : share,
        answer,
        tries: earlier ? earlier.tries + 1 : 1,
        at,
        sure,
        asked: withAnswer(earlier, share, sure, at),
        memory: earlier?.memory,
      };
      write();
      changed();
    },
    // Change what is kept of an answer that was just given.
    amend(quiz, question, answer) {
      const record = read().quizzes[quiz]?.[question];
      if (!record) return;
      record.answer = answer;
      write();
    },
    clear(quiz) {
      const { quizzes } = read();
      if (quiz === undefined) memory.quizzes = table();
      else delete quizzes[quiz];
      write();
      changed();
    },
    // Take over records from elsewhere, {version, quizzes}: of each question the later answer
    // stays. Returns how many were taken.
    merge(data) {
      const { quizzes } = read();
      let taken = 0;
      for (const [quiz, records] of Object.entries(sound(data))) {
        for (const [question, record] of Object.entries(records)) {
          const here = (quizzes[quiz] ??= {})[question];
          if (here && here.at >= record.at) continue;
          quizzes[quiz][question] = record;
          taken += 1;
        }
      }
      write();
      changed();
      return taken;
    },
    // Call `listener` after every change, here or in another tab; returns how to stop.
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
})();

// What the reader has done, kept in this browser under one versioned key:
//   {version: 2, quizzes: {QUIZ: {QUESTION: {fingerprint, share, first, answer, tries, at, sure, memory}}}}
// `share` is null where nothing is right or wrong; `memory` says when to ask again.
// Every write reads first, so that two tabs don't undo each other. Storage that is
// full, forbidden, broken or of a later version costs the reader nothing but memory.
(() => {
  const VERSION = 2;
  const FORMAT = "selfcheck-progress";
  const { selfcheck } = window;
  const KEY = `selfcheck:${selfcheck.root}`;
  let memory = empty();
  let readOnly = false;

  function empty() {
    return { version: VERSION, quizzes: {} };
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
  function sound({ version, quizzes }) {
    const kept = {};
    for (const [quiz, records] of Object.entries(quizzes)) {
      if (!isTable(records)) continue;
      kept[quiz] = {};
      for (const [question, record] of Object.entries(records)) {
        if (isRecord(record)) kept[quiz][question] = version < 2 ? upgraded(record) : record;
      }
    }
    return kept;
  }

  // Version 1 had no memory: it begins with the last answer.
  function upgraded(record) {
    if (record.share === null) return record;
    return { ...record, memory: selfcheck.schedule(null, selfcheck.rating(record.share, record.sure), new Date(record.at)) };
  }

  const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isRecord = (value) =>
    isTable(value) &&
    typeof value.fingerprint === "string" &&
    (value.share === null || (value.share >= 0 && value.share <= 1)) &&
    !Number.isNaN(Date.parse(value.at));

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
  function remembered(earlier, share, sure, now) {
    if (share === null) return undefined;
    if (earlier?.memory && earlier.memory.last.slice(0, 10) === now.toISOString().slice(0, 10)) return earlier.memory;
    return selfcheck.schedule(earlier?.memory, selfcheck.rating(share, sure), now);
  }

  selfcheck.progress = {
    // False once something kept the browser from storing: what is done then ends with the page.
    get lasting() {
      return !readOnly;
    },
    // The records of a quiz by question id.
    of: (quiz) => read().quizzes[quiz] ?? {},
    // All records: {QUIZ: {QUESTION: record}}.
    all: () => read().quizzes,
    get: (quiz, question) => (read().quizzes[quiz] ?? {})[question] ?? null,
    record(quiz, question, { fingerprint, share, answer, sure }, now = new Date()) {
      const { quizzes } = read();
      const earlier = (quizzes[quiz] ??= {})[question];
      const same = earlier?.fingerprint === fingerprint;
      quizzes[quiz][question] = {
        fingerprint,
        share,
        first: same ? earlier.first : share,
        answer,
        tries: same ? earlier.tries + 1 : 1,
        at: now.toISOString(),
        sure,
        memory: remembered(same ? earlier : null, share, sure, now),
      };
      write();
      changed();
    },
    // Change what is kept of an answer that was just given.
    amend(quiz, question, answer) {
      const record = (read().quizzes[quiz] ?? {})[question];
      if (!record) return;
      record.answer = answer;
      write();
    },
    clear(quiz) {
      const { quizzes } = read();
      if (quiz === undefined) memory.quizzes = {};
      else delete quizzes[quiz];
      write();
      changed();
    },
    // Everything as the text of a file that `load` understands.
    save: () => JSON.stringify({ format: FORMAT, version: VERSION, saved: new Date().toISOString(), quizzes: read().quizzes }, null, 1),
    // Merge such a text: of each question, the later answer stays. Returns how many were taken.
    // Throws an Error whose message tells the reader why the file can't be used.
    load(text, known) {
      let data;
      try {
        data = JSON.parse(text);
      } catch {
        throw new Error("This file is not a progress file: it can't be read as JSON.");
      }
      if (data?.format !== FORMAT || !isTable(data.quizzes)) throw new Error("This file is not a progress file of a self-check site.");
      if (!(data.version <= VERSION)) throw new Error("This file was saved by a later version of the site. Reload the page and try again.");
      const loaded = sound(data);
      const names = Object.keys(loaded);
      if (names.length && !names.some((name) => name in known)) throw new Error("This file belongs to another site: none of its self-checks is here.");
      const { quizzes } = read();
      let taken = 0;
      for (const [quiz, records] of Object.entries(loaded)) {
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

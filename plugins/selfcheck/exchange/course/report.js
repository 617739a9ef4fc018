// The page and a learning platform, whatever it speaks. `selfcheck.report(platform)` connects them;
// scorm12.js, scorm2004.js and cmi5.js make a platform:
//   room                        how many characters of progress it can keep
//   load()                      progress that it kept, or a promise of it
//   tell(interaction, standing) one answer
//   save(text, standing)        progress and how the whole stands; false if it was refused
//   leave(text, standing)       the same, for the last time
//   quiet()                     whether the reader only looks, and nothing is reported
// Without a platform, `selfcheck.report(null)` says so.
(() => {
  const { selfcheck } = window;
  const { progress } = selfcheck;
  const opened = Date.now();
  const seconds = () => Math.round((Date.now() - opened) / 1000);

  const page = () => document.querySelector("self-check");
  const quiz = () => page().dataset.quiz;
  const place = () => document.querySelector(".sc-course");
  const questions = () => [...document.querySelectorAll(".sc-question")];

  // Questions with the reader's answers to them as they are now.
  function answers() {
    const records = progress.of(quiz());
    return questions()
      .map((question) => ({ question, record: records[question.dataset.question] }))
      .filter(({ question, record }) => record?.fingerprint === question.dataset.fingerprint);
  }

  // The mean share of what can be right or wrong, with nothing for what is not answered yet.
  function standing() {
    const done = answers();
    const scored = Number(place().dataset.scored);
    const shares = done.map(({ record }) => record.share).filter((share) => share !== null);
    return {
      score: scored && shares.length ? shares.reduce((sum, share) => sum + share, 0) / scored : null,
      answered: done.length,
      total: questions().length,
      seconds: seconds(),
    };
  }

  // Progress in little room: [fingerprint, share, seconds in base 36, answer, certainty] by question,
  // the newest first. Where that is too much, the oldest give up their answers, and then go.
  function packed(room) {
    const rows = answers()
      .map(({ record: { fingerprint, share, at, answer, sure } }) => [
        fingerprint,
        share === null ? null : Number(share.toFixed(4)),
        Math.floor(Date.parse(at) / 1000).toString(36),
        answer,
        ...(sure ? [sure] : []),
      ])
      .sort(([, , a], [, , b]) => parseInt(b, 36) - parseInt(a, 36))
      .map((row) => [JSON.stringify(row), JSON.stringify(row.slice(0, 3))]);
    const kept = rows.map(([whole]) => whole);
    let length = kept.reduce((sum, row) => sum + row.length + 1, 1);
    let lost = 0;
    for (let at = rows.length - 1; at >= 0 && length > room; at -= 1, lost += 1) {
      length -= kept[at].length - rows[at][1].length;
      kept[at] = rows[at][1];
    }
    while (length > room) length -= kept.pop().length + 1;
    return { text: kept.length ? `[${kept.join(",")}]` : "", lost };
  }

  function unpack(text) {
    let rows;
    try {
      rows = new Map(JSON.parse(text).map((row) => [row[0], row]));
    } catch {
      return; // nothing yet, or not ours
    }
    const records = {};
    for (const { dataset } of questions()) {
      const [fingerprint, share, at, answer = null, sure] = rows.get(dataset.fingerprint) ?? [];
      const time = parseInt(at, 36) * 1000;
      if (!(time > 0 && time < Date.now() + 864e5)) continue;
      records[dataset.question] = { fingerprint, share, first: share, answer, tries: 1, at: new Date(time).toISOString(), sure };
    }
    progress.merge({ version: progress.version, quizzes: { [quiz()]: records } });
  }

  function say(words) {
    place().textContent = words;
    place().hidden = false;
  }

  selfcheck.report = (platform) => {
    const { dataset } = place();
    if (!platform) return say(dataset.alone);
    let before = 0;
    let left = false;

    let waiting = false;
    function soon() {
      if (waiting) return;
      waiting = true;
      queueMicrotask(() => {
        waiting = false;
        keep();
      });
    }

    function keep() {
      if (left || platform.quiet()) return;
      const { text, lost } = packed(platform.room);
      if (platform.save(text, standing()) === false) say(dataset.silent);
      else say(lost ? `${dataset.kept} ${dataset.full.replace("{count}", lost)}` : dataset.kept);
    }

    function begin(text) {
      unpack(text);
      // Those that live already; the others recall what they find when they come to life.
      for (const question of questions()) if (!question.answered) question.recall?.();
      if (!platform.quiet()) {
        say(dataset.kept);
        document.querySelector(".sc-privacy").firstChild.textContent = `${dataset.kept} `;
      }
      // After every change, and after the platform heard of the answer that was one.
      progress.watch(soon);
      if (questions().some(({ answered }) => answered)) keep();
    }

    addEventListener("selfcheck-answered", ({ target }) => {
      const record = progress.get(quiz(), target.dataset.question);
      const interaction = selfcheck.interaction(target, record.answer);
      // All questions lie open from the start: what one took is what passed since the last one.
      const latency = seconds() - before;
      before = seconds();
      platform.tell({ ...interaction, share: record.share, at: record.at, latency }, standing());
    });

    addEventListener("pagehide", () => {
      if (left) return;
      left = true;
      platform.leave(packed(platform.room).text, standing());
      // The platform has it; the next to use this browser may be someone else.
      progress.clear(quiz());
    });
    addEventListener("visibilitychange", () => {
      if (document.hidden && answers().length) keep();
    });
    // The browser took the page out of its memory, but the platform's session has ended.
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

    // What this browser holds is another learner's, or older: the platform's word counts.
    progress.clear(quiz());
    const text = platform.load();
    if (typeof text === "string") begin(text);
    else text.then(begin).catch(() => say(dataset.silent));
  };
  selfcheck.silent = () => say(place().dataset.silent);
})();

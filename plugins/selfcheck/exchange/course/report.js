// What a learning platform is told, whatever it speaks: `selfcheck.report(platform)` connects the
// page with a platform {load, tell, save, leave}, which scorm.js and cmi5.js make.
(() => {
  const { selfcheck } = window;
  const { progress } = selfcheck;
  // The kinds of interaction that SCORM knows; true-false with a reason is two choices.
  const TYPES = {
    "single-choice": "choice", "multiple-choice": "choice", highlight: "choice", "true-false": "choice",
    "fill-in": "fill-in", matching: "matching", categorizing: "matching", ordering: "sequencing",
    numeric: "numeric", rating: "likert",
  };
  const opened = Date.now();

  const questions = () => [...document.querySelectorAll(".sc-question")];
  const quiz = () => document.querySelector("self-check").dataset.quiz;
  const kind = (question) => question.localName.replace("selfcheck-", "");

  // A path through a conversation is long; what was chosen is enough.
  const flat = (answer) => [answer].flat(3).map(String);

  // How the whole stands: the mean share of what can be right or wrong, and whether all was answered.
  function standing() {
    const records = progress.of(quiz());
    const all = questions().map((question) => records[question.dataset.question]);
    const unscored = new Set(["reflection", "practice", "rating"]);
    const scored = questions().filter((question) => !unscored.has(kind(question))).map((question) => records[question.dataset.question]);
    const sum = scored.reduce((total, record) => total + (record?.share ?? 0), 0);
    return {
      score: scored.length ? sum / scored.length : null,
      answered: all.filter(Boolean).length,
      total: all.length,
      seconds: Math.round((Date.now() - opened) / 1000),
    };
  }

  // Progress as short as it can be: [fingerprint, share, answer, at, sure] by question.
  function packed(room) {
    const records = Object.entries(progress.of(quiz()));
    const of = (withAnswer) =>
      JSON.stringify(Object.fromEntries(records.map(([id, { fingerprint, share, answer, at, sure }]) => [id, [fingerprint, share, withAnswer ? answer : null, at, sure]])));
    const whole = of(true);
    if (whole.length <= room) return whole;
    // Too long for the platform: what was right stays, the answers themselves don't.
    const shares = of(false);
    return shares.length <= room ? shares : "";
  }

  function unpacked(text) {
    try {
      const records = Object.entries(JSON.parse(text)).map(([id, [fingerprint, share, answer, at, sure]]) => [id, { fingerprint, share, first: share, answer, tries: 1, at, sure }]);
      progress.merge({ version: progress.version, quizzes: { [quiz()]: Object.fromEntries(records) } });
    } catch {
      // nothing yet, or from another course
    }
  }

  selfcheck.report = (platform) => {
    // What this browser holds is another learner's, or older: the platform's word counts.
    progress.clear(quiz());
    unpacked(platform.load());
    // Those that have come to life already; the others recall it when they do.
    for (const question of questions()) question.recall?.();
    let left = false;
    addEventListener("selfcheck-answered", ({ target }) => {
      const record = progress.get(quiz(), target.dataset.question);
      platform.tell(
        {
          id: target.dataset.question,
          type: TYPES[kind(target)] ?? "other",
          prompt: target.querySelector(".sc-prompt").textContent.trim(),
          response: flat(record.answer),
          share: record.share,
          at: record.at,
        },
        standing(),
      );
      platform.save(packed(platform.room), standing());
    });
    addEventListener("pagehide", () => {
      if (left) return;
      left = true;
      platform.save(packed(platform.room), standing());
      platform.leave(standing());
    });
  };
})();

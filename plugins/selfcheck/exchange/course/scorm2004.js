// SCORM 2004. Source: SCORM 2004 4th Edition Run-Time Environment, 4.1 and 4.2, ADL 2009.
(() => {
  const { selfcheck } = window;
  const { written } = selfcheck;
  const api = selfcheck.scorm("API_1484_11", "Initialize");
  if (!api) return selfcheck.report(null);

  const get = (key) => String(api.GetValue(`cmi.${key}`) ?? "");
  const quiet = selfcheck.watching(get("mode"));
  const set = (key, value) => quiet || String(api.SetValue(`cmi.${key}`, String(value))) !== "false";
  const commit = () => quiet || String(api.Commit("")) !== "false";

  // Neither is taken back: who has passed and tries again does not lose it.
  let completed = get("completion_status") === "completed";
  let passed = get("success_status") === "passed";
  const mastery = get("scaled_passing_score");
  // As many right answers as every platform must be able to keep.
  const PATTERNS = 5;

  function tell({ id, type, prompt, parts, right, share, at, latency }) {
    const here = `interactions.${Number(get("interactions._count")) || 0}`;
    set(`${here}.id`, id);
    set(`${here}.type`, type);
    // A time zone stands only behind a fraction of a second.
    set(`${here}.timestamp`, at.replace(/\.\d+Z$/, ".0Z"));
    set(`${here}.weighting`, share === null ? 0 : 1);
    set(`${here}.latency`, `PT${latency}S`);
    set(`${here}.description`, prompt.slice(0, 250));
    right.slice(0, PATTERNS).forEach((pattern, number) => set(`${here}.correct_responses.${number}.pattern`, written(type, pattern)));
    if (parts.length) set(`${here}.learner_response`, written(type, parts));
    set(`${here}.result`, selfcheck.judged(share, "incorrect"));
  }

  function put(text, { score, answered, total }) {
    set("suspend_data", text);
    if (score !== null) {
      set("score.min", 0);
      set("score.max", 100);
      set("score.raw", Number((score * 100).toFixed(2)));
      set("score.scaled", Number(score.toFixed(4)));
    }
    completed ||= answered === total;
    set("completion_status", completed ? "completed" : "incomplete");
    set("progress_measure", completed ? 1 : Number((answered / total).toFixed(4)));
    if (answered < total || mastery === "" || score === null) return;
    passed ||= score >= Number(mastery);
    set("success_status", passed ? "passed" : "failed");
  }

  selfcheck.report({
    room: 64000,
    load: () => get("suspend_data"),
    quiet: () => quiet,
    tell,
    save(text, standing) {
      put(text, standing);
      return commit();
    },
    leave(text, standing) {
      put(text, standing);
      set("session_time", `PT${standing.seconds}S`);
      // `normal` would begin anew the next time: only where there is nothing to come back to.
      set("exit", standing.answered ? "suspend" : "normal");
      commit();
      api.Terminate("");
    },
  });
})();

// SCORM 1.2. Source: SCORM 1.2 Run-Time Environment, 3.4, ADL 2001.
(() => {
  const { selfcheck } = window;
  const api = selfcheck.scorm("API", "LMSInitialize");
  if (!api) return selfcheck.report(null);

  const get = (key) => String(api.LMSGetValue(`cmi.${key}`) ?? "");
  const quiet = selfcheck.watching(get("core.lesson_mode"));
  const set = (key, value) => quiet || String(api.LMSSetValue(`cmi.${key}`, String(value))) !== "false";
  const commit = () => quiet || String(api.LMSCommit("")) !== "false";

  // A status only gets better: who has passed and tries again does not lose it.
  const RANKS = ["incomplete", "failed", "completed", "passed"];
  let status = get("core.lesson_status");
  const mastery = get("student_data.mastery_score");

  const two = (number) => String(number).padStart(2, "0");
  const clock = (seconds) => `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

  // An identifier is one character: 0 to 9 and a to z, and t or f for a judgement.
  const sign = (part) => (/^\d+$/.test(part) ? Number(part).toString(36) : part === "true" || part === "false" ? part[0] : part);
  const TYPES = { "long-fill-in": "fill-in" };
  const NUMBERED = ["true-false", "choice", "matching", "sequencing", "performance"];

  function written(type, parts) {
    if (type === "numeric") return selfcheck.decimal(parts.reduce((sum, part) => sum + part, 0) / parts.length);
    if (!NUMBERED.includes(type)) return parts.join(", ").slice(0, 255);
    return parts.map((part) => [part].flat().map(sign).join(".")).join(",").slice(0, 255);
  }

  function tell({ id, type, parts, right, share, at, latency }) {
    const here = `interactions.${Number(get("interactions._count")) || 0}`;
    set(`${here}.id`, id);
    set(`${here}.type`, TYPES[type] ?? type);
    set(`${here}.time`, new Date(at).toTimeString().slice(0, 8));
    set(`${here}.weighting`, share === null ? 0 : 1);
    set(`${here}.latency`, clock(latency));
    // A pattern is one number here, the middle, and not a range.
    right.forEach((pattern, number) => set(`${here}.correct_responses.${number}.pattern`, written(type, pattern)));
    if (parts.length) set(`${here}.student_response`, written(type, parts));
    set(`${here}.result`, selfcheck.judged(share, "wrong"));
  }

  function put(text, { score, answered, total }) {
    set("suspend_data", text);
    if (score !== null) {
      set("core.score.min", 0);
      set("core.score.max", 100);
      set("core.score.raw", Number((score * 100).toFixed(2)));
    }
    let now = "incomplete";
    if (answered === total) now = mastery === "" || score === null ? "completed" : score * 100 >= Number(mastery) ? "passed" : "failed";
    if (RANKS.indexOf(now) >= RANKS.indexOf(status)) {
      status = now;
      set("core.lesson_status", now);
    }
  }

  selfcheck.report({
    room: 4096,
    load: () => get("suspend_data"),
    quiet: () => quiet,
    tell,
    save(text, standing) {
      put(text, standing);
      return commit();
    },
    leave(text, standing) {
      put(text, standing);
      set("core.session_time", clock(standing.seconds));
      // Even when all is answered: the answers are to be there the next time.
      set("core.exit", standing.answered ? "suspend" : "");
      commit();
      api.LMSFinish("");
    },
  });
})();

// SCORM 1.2 and 2004: finds the platform's API in a window above or behind this one.
// Source: SCORM 1.2 Run-Time Environment, ADL 2001; SCORM 2004 4th Edition RTE, ADL 2009.
(() => {
  const { selfcheck } = window;

  function found(name, from) {
    for (let window_ = from, step = 0; step < 20; step += 1) {
      try {
        if (window_[name]) return window_[name];
      } catch {
        return null; // another host's window
      }
      if (window_.parent === window_) return null;
      window_ = window_.parent;
    }
    return null;
  }
  const look = (name) => found(name, window) ?? (window.opener ? found(name, window.opener) : null);

  const two = (number) => String(number).padStart(2, "0");
  const clock = (seconds) => `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.00`;
  const result = (share, wrong) => (share === null ? "neutral" : share === 1 ? "correct" : share === 0 ? wrong : share.toFixed(2));
  const identifier = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "_").slice(0, 60) || "_";

  // How each version writes the answer to an interaction of a type.
  function first(type, response) {
    if (type === "matching") return response.map((to, from) => `${identifier(String(from))}.${identifier(to)}`).join(",");
    if (type === "choice" || type === "sequencing") return response.map(identifier).join(",");
    return response.join(" ").slice(0, 255);
  }
  function second(type, response) {
    if (type === "matching") return response.map((to, from) => `${identifier(String(from))}[.]${identifier(to)}`).join("[,]");
    if (type === "choice" || type === "sequencing") return [...new Set(response.map(identifier))].join("[,]");
    return response.join(type === "fill-in" ? "[,]" : " ").slice(0, 250);
  }

  function scorm12(api) {
    const set = (key, value) => api.LMSSetValue(`cmi.${key}`, String(value));
    api.LMSInitialize("");
    return {
      room: 4096,
      load: () => api.LMSGetValue("cmi.suspend_data"),
      tell({ id, type, response, share, at }) {
        const at_ = `interactions.${Number(api.LMSGetValue("cmi.interactions._count")) || 0}`;
        set(`${at_}.id`, id);
        set(`${at_}.type`, type === "other" ? "performance" : type);
        set(`${at_}.time`, new Date(at).toTimeString().slice(0, 8));
        set(`${at_}.student_response`, first(type, response));
        set(`${at_}.result`, result(share, "wrong"));
      },
      save(text, { score, answered, total }) {
        if (text) set("suspend_data", text);
        if (score !== null) {
          set("core.score.min", 0);
          set("core.score.max", 100);
          set("core.score.raw", Math.round(score * 100));
        }
        set("core.lesson_status", answered === total ? "completed" : "incomplete");
        api.LMSCommit("");
      },
      leave({ seconds, answered, total }) {
        set("core.session_time", clock(seconds));
        set("core.exit", answered === total ? "" : "suspend");
        api.LMSCommit("");
        api.LMSFinish("");
      },
    };
  }

  function scorm2004(api) {
    const set = (key, value) => api.SetValue(`cmi.${key}`, String(value));
    api.Initialize("");
    return {
      room: 64000,
      load: () => api.GetValue("cmi.suspend_data"),
      tell({ id, type, prompt, response, share, at }) {
        const at_ = `interactions.${Number(api.GetValue("cmi.interactions._count")) || 0}`;
        set(`${at_}.id`, id);
        set(`${at_}.type`, type);
        set(`${at_}.timestamp`, at.replace(/\.\d+Z$/, "Z"));
        set(`${at_}.learner_response`, second(type, response));
        set(`${at_}.result`, result(share, "incorrect"));
        set(`${at_}.description`, prompt.slice(0, 250));
      },
      save(text, { score, answered, total }) {
        if (text) set("suspend_data", text);
        if (score !== null) {
          set("score.min", 0);
          set("score.max", 100);
          set("score.raw", Math.round(score * 100));
          set("score.scaled", score.toFixed(4));
        }
        set("progress_measure", (answered / total).toFixed(4));
        set("completion_status", answered === total ? "completed" : "incomplete");
        api.Commit("");
      },
      leave({ seconds, answered, total }) {
        set("session_time", `PT${seconds}S`);
        set("exit", answered === total ? "normal" : "suspend");
        api.Commit("");
        api.Terminate("");
      },
    };
  }

  const newer = look("API_1484_11");
  const older = newer ? null : look("API");
  if (newer || older) selfcheck.report(newer ? scorm2004(newer) : scorm12(older));
})();

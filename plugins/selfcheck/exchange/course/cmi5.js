// cmi5 (https://github.com/AICC/CMI-5_Spec_Current/blob/quartz/cmi5_spec.md): statements to the
// platform that launched the page, and to no one else.
(() => {
  const { selfcheck } = window;
  const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
  const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
  const VERB = "http://adlnet.gov/expapi/verbs/";
  const JSON_TYPE = { "Content-Type": "application/json" };

  const launched = new URLSearchParams(location.search);
  const [endpoint, fetchUrl, registration, activity] = ["endpoint", "fetch", "registration", "activityId"].map((name) => launched.get(name));
  let actor;
  try {
    actor = JSON.parse(launched.get("actor"));
  } catch {
    // launched by hand
  }
  if (!endpoint || !fetchUrl || !registration || !activity || !actor) return selfcheck.report(null);

  const base = endpoint.endsWith("/") ? endpoint : `${endpoint}/`;
  const language = document.documentElement.lang;
  let headers = null;
  let launch = {};
  let normal = false;
  // Which of completed and passed this registration has had: each is said once, in whatever session.
  let said = [];
  let initialized = 0;

  async function request(path, { missing, ...options } = {}) {
    const answer = await fetch(base + path, { ...options, headers: { ...headers, ...options.headers } });
    if (answer.status === 404 && missing) return null;
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  }
  const stateOf = (id) => `activities/state?${new URLSearchParams({ stateId: id, activityId: activity, agent: JSON.stringify(actor), registration })}`;

  // Their order is told by their times, so that no two have the same.
  let last = 0;
  function now() {
    last = Math.max(Date.now(), last + 1);
    return new Date(last).toISOString();
  }

  function statement(verb, { categories = ["cmi5"], object = {}, result, extensions } = {}) {
    const template = launch.contextTemplate ?? {};
    const given = template.contextActivities ?? {};
    const category = [...(given.category ?? []), ...categories.map((name) => ({ id: CATEGORY + name }))];
    return {
      id: crypto.randomUUID(),
      timestamp: now(),
      actor,
      verb: { id: VERB + verb, display: { en: verb } },
      object: { objectType: "Activity", id: activity, ...object },
      context: {
        ...template,
        registration,
        extensions: { ...extensions, ...template.extensions },
        contextActivities: { ...given, ...(category.length ? { category } : {}) },
      },
      ...(result ? { result } : {}),
    };
  }

  const lasted = () => `PT${Math.round((Date.now() - initialized) / 1000)}S`;
  const judged = (verb, success, score) =>
    statement(verb, {
      categories: ["cmi5", "moveon"],
      result: { success, score: { scaled: Number(score.toFixed(4)) }, duration: lasted() },
      extensions: { [MASTERY]: launch.masteryScore },
    });

  // What is to be sent, in order: statements together, one request after the other.
  const outbox = [];
  const send = (statements) => request("statements", { method: "POST", keepalive: true, body: JSON.stringify(statements), headers: JSON_TYPE });
  const store = (text, options) => request(stateOf("progress"), { ...options, method: "PUT", body: JSON.stringify({ said, text }), headers: JSON_TYPE });
  let unsaved = null;
  let posting = false;
  async function post() {
    if (posting || !headers) return;
    posting = true;
    try {
      while (outbox.length || unsaved !== null) {
        if (outbox.length) await send(outbox.splice(0));
        else {
          const text = unsaved;
          unsaved = null;
          await store(text);
        }
      }
    } catch {
      selfcheck.silent();
    }
    posting = false;
  }

  // The way back, if the platform names one; never a script.
  function offerReturn(address) {
    let url;
    try {
      url = new URL(address);
    } catch {
      return;
    }
    if (!/^https?:$/.test(url.protocol)) return;
    const link = document.createElement("a");
    link.href = url.href;
    link.textContent = document.querySelector(".sc-course").dataset.leave;
    const line = document.createElement("p");
    line.className = "sc-leave";
    line.append(link);
    document.querySelector("self-check").append(line);
  }

  async function begin() {
    const token = await (await fetch(fetchUrl, { method: "POST" })).json();
    if (!token["auth-token"]) throw new Error(token["error-code"]);
    headers = { Authorization: `Basic ${token["auth-token"]}`, "X-Experience-API-Version": "1.0.3" };
    launch = await (await request(stateOf("LMS.LaunchData"))).json();
    normal = (launch.launchMode ?? "Normal") === "Normal";
    // Asked for because it must be; language and sound don't matter here.
    await request(`agents/profile?${new URLSearchParams({ agent: JSON.stringify(actor), profileId: "cmi5LearnerPreferences" })}`, { missing: true });
    const kept = await request(stateOf("progress"), { missing: true });
    const progress = kept ? await kept.json().catch(() => ({})) : {};
    if (Array.isArray(progress.said)) said = progress.said;
    initialized = Date.now();
    // It comes first, before what was answered while the platform took its time.
    const waiting = outbox.splice(0);
    outbox.push(statement("initialized"), ...(normal ? waiting.map((make) => make()) : []));
    post();
    if (launch.returnURL) offerReturn(launch.returnURL);
    return typeof progress.text === "string" ? progress.text : "";
  }

  const described = (words) =>
    Object.fromEntries(Object.entries(words).map(([key, list]) => [key, list.map(({ id, description }) => ({ id, description: { [language]: description } }))]));

  function tell({ id, type, prompt, parts, right, words, share, latency }) {
    const answered = () =>
      statement("answered", {
        categories: [],
        object: {
          id: `${activity}#${id}`,
          definition: {
            type: "http://adlnet.gov/expapi/activities/cmi.interaction",
            interactionType: type,
            description: { [language]: prompt },
            ...(right.length ? { correctResponsesPattern: right.map((pattern) => selfcheck.written(type, pattern)) } : {}),
            ...described(words),
          },
        },
        result: {
          response: selfcheck.written(type, parts),
          duration: `PT${latency}S`,
          ...(share === null ? {} : { score: { scaled: Number(share.toFixed(4)) }, success: share === 1 }),
        },
      });
    if (!initialized) outbox.push(answered);
    else if (normal) outbox.push(answered());
  }

  const asked = (score) => launch.masteryScore !== undefined && score !== null && !said.includes("passed");

  function save(text, { score, answered, total }) {
    if (answered === total) {
      if (!said.includes("completed")) {
        said.push("completed");
        outbox.push(statement("completed", { categories: ["cmi5", "moveon"], result: { completion: true, duration: lasted() } }));
      }
      if (asked(score) && score >= launch.masteryScore) {
        said.push("passed");
        outbox.push(judged("passed", true, score));
      }
    }
    unsaved = text;
    post();
  }

  // The page is going: one last request each, that the browser finishes without it.
  function leave(text, { score, answered, total }) {
    if (!initialized) return;
    // Only now, because a session that failed can't pass any more.
    if (normal && answered === total && asked(score) && score < launch.masteryScore) outbox.push(judged("failed", false, score));
    outbox.push(statement("terminated", { result: { duration: lasted() } }));
    if (normal) store(text, { keepalive: true }).catch(() => {});
    send(outbox.splice(0)).catch(() => {});
  }

  // 64 KB is what a browser sends for a page that is gone.
  selfcheck.report({ room: 15000, load: begin, quiet: () => !normal, tell, save, leave });
})();

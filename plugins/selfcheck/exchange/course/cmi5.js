// cmi5 (https://github.com/AICC/CMI-5_Spec_Current/blob/quartz/cmi5_spec.md): statements to the
// platform that launched the page, and to no one else.
(() => {
  const { selfcheck } = window;
  const asked = new URLSearchParams(location.search);
  const [endpoint, fetchUrl, registration, activity] = ["endpoint", "fetch", "registration", "activityId"].map((name) => asked.get(name));
  if (!endpoint || !fetchUrl || !registration || !activity) return;
  const base = endpoint.endsWith("/") ? endpoint : `${endpoint}/`;
  const CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/";
  const VERBS = {
    initialized: "http://adlnet.gov/expapi/verbs/initialized",
    answered: "http://adlnet.gov/expapi/verbs/answered",
    completed: "http://adlnet.gov/expapi/verbs/completed",
    passed: "http://adlnet.gov/expapi/verbs/passed",
    terminated: "http://adlnet.gov/expapi/verbs/terminated",
  };
  const actor = JSON.parse(asked.get("actor"));
  let headers;
  let launch = {};
  let told = new Set();
  // One after the other, in the order in which things happened.
  let queue = Promise.resolve();

  const request = (path, options = {}) => fetch(base + path, { ...options, keepalive: options.method !== "GET", headers: { ...headers, ...options.headers } });
  const state = (id) => `activities/state?${new URLSearchParams({ stateId: id, activityId: activity, agent: JSON.stringify(actor), registration })}`;

  function send(verb, { categories = ["cmi5"], object = {}, result, context = {} } = {}) {
    const template = launch.contextTemplate ?? {};
    const known = template.contextActivities?.category ?? [];
    const statement = {
      id: crypto.randomUUID(),
      timestamp: new Date().toISOString(),
      actor,
      verb: { id: VERBS[verb], display: { en: verb } },
      object: { objectType: "Activity", id: activity, ...object },
      context: {
        ...template,
        registration,
        extensions: { ...template.extensions, ...context.extensions },
        contextActivities: { ...template.contextActivities, category: [...known, ...categories.map((name) => ({ id: CATEGORY + name }))] },
      },
      ...(result ? { result } : {}),
    };
    return request(`statements?statementId=${statement.id}`, { method: "PUT", body: JSON.stringify(statement), headers: { "Content-Type": "application/json" } });
  }
  const then = (step) => (queue = queue.then(step).catch(() => {}));
  const once = (verb, options) => {
    if (told.has(verb)) return;
    told.add(verb);
    then(() => send(verb, options));
  };

  async function begin() {
    const answer = await (await fetch(fetchUrl, { method: "POST" })).json();
    headers = { Authorization: `Basic ${answer["auth-token"]}`, "X-Experience-API-Version": "1.0.3" };
    launch = await (await request(state("LMS.LaunchData"), { method: "GET" })).json();
    const kept = await request(state("progress"), { method: "GET" });
    const text = kept.ok ? await kept.text() : "";
    once("initialized");
    selfcheck.report({
      room: 1_000_000,
      load: () => text,
      tell({ id, type, prompt, response, share }) {
        if (launch.launchMode && launch.launchMode !== "Normal") return;
        const result = { response: response.join("[,]"), ...(share === null ? {} : { score: { scaled: share }, success: share === 1 }) };
        const definition = { type: "http://adlnet.gov/expapi/activities/cmi.interaction", interactionType: type, description: { en: prompt } };
        then(() => send("answered", { categories: [], object: { id: `${activity}#${id}`, definition }, result }));
      },
      save(progress, { score, answered, total, seconds }) {
        if (launch.launchMode && launch.launchMode !== "Normal") return;
        then(() => request(state("progress"), { method: "PUT", body: progress, headers: { "Content-Type": "application/json" } }));
        if (answered < total) return;
        const duration = `PT${seconds}S`;
        once("completed", { categories: ["cmi5", "moveon"], result: { completion: true, duration } });
        const mastery = launch.masteryScore;
        if (mastery !== undefined && score !== null && score >= mastery) {
          once("passed", { categories: ["cmi5", "moveon"], result: { success: true, score: { scaled: score }, duration }, context: { extensions: { "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": mastery } } });
        }
      },
      leave({ seconds }) {
        // The page is going: what is not sent now is not sent.
        send("terminated", { result: { duration: `PT${seconds}S` } }).catch(() => {});
      },
    });
  }

  // A platform that does not answer leaves a page that works, and tells nobody.
  begin().catch(() => {});
})();

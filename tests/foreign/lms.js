// A learning platform as SCORM packages see it: scorm-again plays it, this opens the lesson.
//   ?version=1.2|2004 & lesson=ADDRESS & mastery=0..1 & mode=normal|browse|review & window=own
// What the platform holds stays in the browser's session by `keep()`.
const asked = new URLSearchParams(location.search);
const old = asked.get("version") === "1.2";
const settings = { autocommit: false, logLevel: 5 };
const api = old ? new Scorm12API(settings) : new Scorm2004API(settings);
window[old ? "API" : "API_1484_11"] = api;
const kept = sessionStorage.getItem("cmi");
if (kept) api.loadFromJSON(JSON.parse(kept));
const mastery = asked.get("mastery");
if (mastery && old) api.cmi.student_data.mastery_score = String(100 * mastery);
if (mastery && !old) api.cmi.scaled_passing_score = mastery;
const mode = asked.get("mode");
if (mode && old) api.cmi.core.lesson_mode = mode;
if (mode && !old) api.cmi.mode = mode;

// What the lesson asked for and was not given, and what it did in which order.
window.refused = [];
window.calls = [];
for (const name of ["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish", "Initialize", "SetValue", "Commit", "Terminate"]) {
  const own = api[name];
  if (!own) continue;
  api[name] = (...all) => {
    const answer = own.apply(api, all);
    window.calls.push([name.replace("LMS", ""), ...all]);
    if (String(answer) === "false") window.refused.push([name, ...all]);
    return answer;
  };
}

// What the platform holds, as it would store it; a lesson may not read all of it itself.
window.read = (path) => {
  let value = JSON.parse(JSON.stringify(api.renderCMIToJSONObject()));
  for (const key of path.split(".")) {
    const list = Array.isArray(value?.childArray) ? value.childArray : value;
    value = key === "_count" ? Object.keys(list).filter((each) => /^\d+$/.test(each)).length : list?.[key];
  }
  return value ?? "";
};
window.keep = () => sessionStorage.setItem("cmi", JSON.stringify(api.renderCMIToJSONObject().cmi));

if (asked.get("window") === "own") {
  window.open(asked.get("lesson"));
} else {
  const frame = document.createElement("iframe");
  frame.title = "Lesson";
  frame.style = "width:100%;height:90vh";
  frame.src = asked.get("lesson");
  document.body.append(frame);
}

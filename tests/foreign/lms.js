// A learning platform as SCORM packages see it: scorm-again plays it, this opens the lesson.
const asked = new URLSearchParams(location.search);
const settings = { autocommit: false, logLevel: 5 };
const api = asked.get("version") === "1.2" ? new Scorm12API(settings) : new Scorm2004API(settings);
window[asked.get("version") === "1.2" ? "API" : "API_1484_11"] = api;
const kept = sessionStorage.getItem("cmi");
if (kept) api.loadFromJSON(JSON.parse(kept));
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
const frame = document.createElement("iframe");
frame.title = "Lesson";
frame.style = "width:100%;height:90vh";
frame.src = asked.get("lesson");
document.body.append(frame);

// Pick all that apply.
window.selfcheck.define("multiple-choice", class extends window.selfcheck.Several {});

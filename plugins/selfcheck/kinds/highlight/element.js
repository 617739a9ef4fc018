// Mark the turns of a transcript that show something.
window.selfcheck.define("highlight", class extends window.selfcheck.Several {});

// Pick all that apply: hits less false alarms, so that ticking everything is worth nothing.
window.selfcheck.define(
  "multiple-choice",
  class extends window.selfcheck.Choice {
    static share([chosen], [correct], [options]) {
      const hits = chosen.filter((option) => correct.includes(option)).length;
      const alarms = chosen.length - hits;
      return Math.max(0, hits / correct.length - alarms / (options - correct.length));
    }

    detail(answer) {
      const correct = this.correct(this.groups[0]);
      const hits = answer[0].filter((option) => correct.includes(option)).length;
      const alarms = answer[0].length - hits;
      const found = `You found ${hits} of ${correct.length}`;
      return alarms ? `${found}, and chose ${alarms} that ${alarms === 1 ? "does" : "do"} not belong.` : `${found}.`;
    }
  },
);

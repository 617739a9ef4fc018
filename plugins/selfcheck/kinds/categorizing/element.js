// Sort statements into groups: the part in the right one, less what one group for all would get.
(() => {
  const { t } = window.selfcheck;

  class Categorizing extends window.selfcheck.Question {
    static share(answer, groups) {
      const right = answer.filter((group, item) => group === groups[item]).length;
      const largest = Math.max(...groups.map((group) => groups.filter((each) => each === group).length));
      return Math.max(0, (right - largest) / (groups.length - largest));
    }

    // The statements in the author's order, whatever order they are shown in.
    get items() {
      return [...this.querySelectorAll(".sc-sorted")].sort((a, b) => a.dataset.item - b.dataset.item);
    }

    get solution() {
      const entries = [...this.key.querySelectorAll("[data-group-number]")];
      return entries.sort((a, b) => a.dataset.item - b.dataset.item).map((entry) => entry.dataset.groupNumber);
    }

    read() {
      const answer = this.items.map((item) => item.querySelector("input:checked")?.value);
      return answer.every(Boolean) ? answer : null;
    }

    restore(answer) {
      this.items.forEach((item, number) => {
        for (const input of item.querySelectorAll("input")) input.checked = input.value === answer[number];
      });
    }

    grade(answer) {
      return Categorizing.share(answer, this.solution);
    }

    mark(answer) {
      const { solution } = this;
      this.items.forEach((item, number) => {
        const right = answer[number] === solution[number];
        const group = item.querySelector(`input[value="${solution[number]}"]`).parentElement.textContent.trim();
        this.verdict(item, right, right ? t("verdict-right") : t("belongs-to", { group }));
        this.feedback(item, `[data-item="${number}"]`);
      });
    }

    detail(answer) {
      const { solution } = this;
      const right = answer.filter((group, item) => group === solution[item]);
      return t("groups-right", { count: right.length, total: answer.length });
    }
  }

  window.selfcheck.define("categorizing", Categorizing);
})();

// Rate statements, and get a profile: the mean of each dimension, in a bar and in words.
(() => {
  const { element, t, number } = window.selfcheck;

  class Rating extends window.selfcheck.Question {
    // The mean of the ratings of each dimension: [[rating, dimension, reverse], ...] to {dimension: mean}.
    static profile(ratings, points) {
      const sums = {};
      for (const [rating, dimension, reverse] of ratings) {
        const [sum, count] = sums[dimension] ?? [0, 0];
        sums[dimension] = [sum + (reverse ? points + 1 - rating : rating), count + 1];
      }
      return Object.fromEntries(Object.entries(sums).map(([name, [sum, count]]) => [name, sum / count]));
    }

    get statements() {
      return [...this.querySelectorAll(".sc-statement")];
    }

    read() {
      const ratings = this.statements.map((each) => Number(each.querySelector("input:checked")?.value));
      return ratings.every(Boolean) ? ratings : null;
    }

    restore(answer) {
      this.statements.forEach((statement, number) => {
        for (const input of statement.querySelectorAll("input")) {
          input.checked = Number(input.value) === answer[number];
        }
      });
    }

    grade() {
      return null;
    }

    mark(answer) {
      const points = Number(this.key.querySelector(".sc-profile-key").dataset.points);
      const profile = Rating.profile(
        this.statements.map((each, number) => [answer[number], each.dataset.dimension, each.hasAttribute("data-reverse")]),
        points,
      );
      const holder = element("div", "sc-profile sc-added");
      for (const dimension of this.key.querySelectorAll(".sc-dimension")) {
        const mean = profile[dimension.dataset.dimension];
        const band = [...dimension.querySelectorAll("[data-up-to]")].find((each) => mean <= Number(each.dataset.upTo));
        const row = element("div", "sc-profile-row");
        const bar = element("div", "sc-bar");
        const fill = element("div", "sc-bar-fill");
        fill.style.inlineSize = `${(100 * (mean - 1)) / (points - 1)}%`;
        bar.append(fill);
        bar.setAttribute("aria-hidden", "true");
        row.append(element("strong", "", dimension.dataset.name), ` ${t("value-of-total", { value: number(mean.toFixed(1)), total: points })}`, bar);
        row.append(band.querySelector(".sc-feedback").cloneNode(true));
        holder.append(row);
      }
      this.querySelector(".sc-answer").append(holder);
    }

    detail() {
      return t("profile-below");
    }
  }

  window.selfcheck.define("rating", Rating);
})();

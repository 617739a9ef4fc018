// How well the reader's certainty fits: no points, a mirror. For quizzes that ask for it.
(() => {
  const { element, t } = window.selfcheck;

  window.selfcheck.calibration = (records) => {
    const asked = records.filter((record) => record.sure && record.share !== null);
    if (!asked.length) return [];
    const list = element("ul", "sc-calibration");
    for (const [sure, certainty] of [[3, t("sure")], [2, t("fairly-sure")], [1, t("guessed")]]) {
      const these = asked.filter((record) => record.sure === sure);
      const right = these.filter((record) => record.share === 1).length;
      if (these.length) list.append(element("li", "", t("calibration", { certainty, right, wrong: these.length - right })));
    }
    const wrong = asked.filter((record) => record.sure === 3 && record.share < 1).length;
    const hint = wrong ? t("sure-and-wrong", { count: wrong }) : t("nothing-sure-was-wrong");
    return [element("p", "", t("how-sure-you-were")), list, element("p", "", hint)];
  };
})();

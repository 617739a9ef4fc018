// Answer a line in one's own words, compare, say how hard it was, and try the next.
(() => {
  const { element, t } = window.selfcheck;
  const LEVELS = [
    ["easier", t("too-hard")],
    ["same", t("about-right")],
    ["harder", t("too-easy")],
  ];

  class Practice extends window.selfcheck.Writing {
    setUp() {
      super.setUp();
      this.words = this.querySelector(".sc-line .sc-words");
      this.first = this.words.cloneNode(true);
      this.addEventListener("change", (event) => {
        if (event.target.closest(".sc-judgement")) this.judge();
      });
      this.addEventListener("click", (event) => {
        if (event.target.closest(".sc-listen")) this.speak();
        const next = event.target.closest(".sc-next");
        if (next) this.next(next.dataset.level);
      });
      this.offerVoice();
    }

    disconnectedCallback() {
      if (this.speaking) speechSynthesis.cancel();
    }

    // Only with a voice that lives on this machine: others would send the words elsewhere.
    offerVoice() {
      if (!window.speechSynthesis) return;
      const language = (this.closest("[lang]")?.lang || "en").slice(0, 2);
      const find = () => {
        this.voice = speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language));
        this.querySelector(".sc-hear").hidden = !this.voice;
      };
      find();
      if (!this.voice) speechSynthesis.addEventListener?.("voiceschanged", find, { once: true });
    }

    speak() {
      const utterance = new SpeechSynthesisUtterance(this.words.textContent);
      utterance.voice = this.voice;
      this.speaking = true;
      speechSynthesis.cancel();
      speechSynthesis.speak(utterance);
    }

    mark() {
      this.met = undefined;
      const place = this.querySelector(".sc-answer");
      const judged = element("fieldset", "sc-judgement sc-added");
      judged.append(element("legend", "", t("what-your-reply-did")));
      for (const criterion of this.key.querySelectorAll(".sc-criteria > li")) {
        const label = element("label");
        const box = element("input");
        box.type = "checkbox";
        label.append(box, " ", ...criterion.cloneNode(true).childNodes);
        judged.append(label);
      }
      place.append(judged);
      for (const exemplar of this.key.querySelectorAll(".sc-exemplar")) {
        const copy = exemplar.cloneNode(true);
        copy.classList.add("sc-added");
        place.append(copy);
      }
      const again = element("div", "sc-again-lines sc-added");
      again.append(element("p", "", t("how-hard")));
      for (const [level, words] of LEVELS) {
        if (level !== "same" && !this.key.querySelector(`[data-variation="${level}"]`)) continue;
        const button = element("button", "sc-small sc-next", words);
        button.type = "button";
        button.dataset.level = level;
        again.append(button);
      }
      place.append(again);
    }

    // Boxes ticked after comparing belong to the answer that was given.
    judge() {
      const met = [...this.querySelectorAll(".sc-judgement input")].map((box) => box.checked);
      this.met = met;
      this.amend();
      this.result.querySelector(".sc-outcome").textContent = t("your-reply-did", { count: met.filter(Boolean).length, total: met.length });
    }

    kept(answer) {
      return { ...super.kept(answer), met: this.met };
    }

    next(level) {
      this.retry();
      const line = this.key.querySelector(`[data-variation="${level}"] .sc-words`) ?? this.first;
      this.words.replaceChildren(...line.cloneNode(true).childNodes);
      this.text.focus();
    }

    detail() {
      return t("compare-your-reply");
    }
  }

  window.selfcheck.define("practice", Practice);
})();

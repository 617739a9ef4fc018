// When to ask a question again: FSRS-6, with its published default parameters
// (https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm), whole days,
// no learning steps and no random fuzz. A memory is {stability, difficulty, due, last}:
// stability in days, difficulty from 1 to 10, days as ISO dates in UTC.
(() => {
  const W = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const RETENTION = 0.9;
  const LONGEST = 36500;
  const DAY = 86400000;
  const DECAY = -W[20];
  const FACTOR = 0.9 ** (1 / DECAY) - 1;
  const [AGAIN, HARD, , EASY] = [1, 2, 3, 4];

  const bounded = (difficulty) => Math.min(10, Math.max(1, difficulty));
  const firstDifficulty = (rating) => W[4] - Math.exp(W[5] * (rating - 1)) + 1;

  function nextDifficulty(difficulty, rating) {
    const damped = difficulty + ((10 - difficulty) * -W[6] * (rating - 3)) / 9;
    return bounded(W[7] * firstDifficulty(EASY) + (1 - W[7]) * damped);
  }

  function sameDay(stability, rating) {
    const increase = Math.exp(W[17] * (rating - 3 + W[18])) * stability ** -W[19];
    return stability * (rating >= HARD ? Math.max(1, increase) : increase);
  }

  function afterRecall({ stability, difficulty }, chance, rating) {
    const factor = rating === HARD ? W[15] : rating === EASY ? W[16] : 1;
    const gain = Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (Math.exp((1 - chance) * W[10]) - 1);
    return stability * (1 + gain * factor);
  }

  function afterLapse({ stability, difficulty }, chance) {
    const long = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp((1 - chance) * W[14]);
    return Math.min(long, stability / Math.exp(W[17] * W[18]));
  }

  // The memory after an answer. `rating` is 1 (again) to 4 (easy), `now` a Date; `memory` may be
  // absent. Days are counted as FSRS counts them, from hour to hour.
  function schedule(memory, rating, now) {
    let stability;
    let difficulty;
    if (!memory) {
      stability = W[rating - 1];
      difficulty = bounded(firstDifficulty(rating));
    } else {
      const days = Math.max(0, Math.floor((now - new Date(memory.last)) / DAY));
      const chance = (1 + (FACTOR * days) / memory.stability) ** DECAY;
      if (days < 1) stability = sameDay(memory.stability, rating);
      else stability = rating === AGAIN ? afterLapse(memory, chance) : afterRecall(memory, chance, rating);
      difficulty = nextDifficulty(memory.difficulty, rating);
    }
    stability = Math.max(0.001, stability);
    const interval = (stability / FACTOR) * (RETENTION ** (1 / DECAY) - 1);
    const days = Math.min(LONGEST, Math.max(1, Math.round(interval)));
    return { stability, difficulty, due: new Date(now.getTime() + days * DAY).toISOString(), last: now.toISOString() };
  }

  // What an answer says of the memory: wrong is forgotten, partly right was hard.
  function rating(share, sure) {
    if (share < 0.5) return AGAIN;
    if (share < 1 || sure === 1) return HARD;
    return sure === 3 ? EASY : 3;
  }

  // The memory that a record's answers amount to; null where nothing was right or wrong.
  window.selfcheck.memory = (record) =>
    record.asked.reduce(
      (memory, { at, share, sure }) => schedule(memory, rating(share, sure), new Date(at)),
      record.memory ?? null,
    );
  window.selfcheck.schedule = schedule;
})();

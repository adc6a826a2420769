import type { SecondLearner } from "./trainable.ts";

/** Milliseconds in which a thread answers that is there: a computation takes seconds at most. */
const PATIENCE = 60_000;

/**
 * A second learner whose calls fail once its thread is lost, also where nobody tells that it is.
 * @param lost resolves when the thread has ended
 */
export function watchSecond(second: SecondLearner, lost: Promise<unknown>): SecondLearner {
  // Not a race with `lost` for each call: what waits for a promise is kept as long as it is open.
  const giveUps = new Set<() => void>();
  let isLost = false;
  void lost.then(() => {
    isLost = true;
    for (const giveUp of giveUps) giveUp();
  });
  const watched = <T>(call: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const ended = new Error("The second thread has ended.");
      if (isLost) return reject(ended);
      const forget = () => {
        clearTimeout(timer);
        giveUps.delete(giveUp);
      };
      // Here and not once the call settles: that of a thread that is gone never does.
      const giveUp = () => {
        forget();
        reject(ended);
      };
      const timer = setTimeout(giveUp, PATIENCE);
      giveUps.add(giveUp);
      call().then(resolve, reject).finally(forget);
    });
  return {
    setValues: (values) => watched(() => second.setValues(values)),
    score: (texts) => watched(() => second.score(texts)),
    accumulate: (texts, weight) => watched(() => second.accumulate(texts, weight)),
    takeGradients: () => watched(() => second.takeGradients()),
  };
}

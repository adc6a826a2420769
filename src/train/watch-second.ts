import type { SecondLearner } from "../contract/second-learner.ts";

/** Milliseconds in which a thread that is asked answers something: a computation takes seconds, on the slowest devices some ten. */
const PATIENCE = 60_000;

/**
 * A second learner whose calls fail once its thread is lost, also where nobody tells that it is.
 * @param lost resolves when the thread has ended
 */
export function watchSecond(second: SecondLearner, lost: Promise<unknown>): SecondLearner {
  // Not a race with `lost` for each call: what waits for a promise is kept as long as it is open.
  const giveUps = new Set<() => void>();
  let isLost = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const giveUpAll = () => {
    for (const giveUp of giveUps) giveUp();
    listen();
  };
  // One clock for all calls, from the last answer on: a call waits for those before it, which is no silence.
  const listen = () => {
    clearTimeout(timer);
    if (giveUps.size > 0) timer = setTimeout(giveUpAll, PATIENCE);
  };
  void lost.then(() => {
    isLost = true;
    giveUpAll();
  });
  const watched = <T>(call: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const ended = new Error("The second thread has ended.");
      if (isLost) return reject(ended);
      // Here and not once the call settles: that of a thread that is gone never does.
      const giveUp = () => {
        giveUps.delete(giveUp);
        reject(ended);
      };
      giveUps.add(giveUp);
      if (giveUps.size === 1) listen();
      call()
        .finally(() => {
          giveUps.delete(giveUp);
          listen();
        })
        .then(resolve, reject);
    });
  return {
    setValues: (values) => watched(() => second.setValues(values)),
    score: (texts) => watched(() => second.score(texts)),
    accumulate: (texts, weight) => watched(() => second.accumulate(texts, weight)),
    takeGradients: () => watched(() => second.takeGradients()),
  };
}

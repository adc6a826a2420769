import type { ReadMemory, SecondThread } from "./second-thread.ts";

/** What a line between threads does with what crosses it: Comlink's `transfer` and `proxy`. */
interface Line {
  transfer<T extends object>(value: T, buffers: ArrayBuffer[]): T;
  proxy<T extends object>(value: T): T;
}

// Arrays are handed over in both directions: copies would be megabytes of garbage at each step.

/** The thread for who calls it. @param remote the thread behind the line */
export function callSecond(remote: SecondThread, { transfer, proxy }: Line): SecondThread {
  return {
    start: (task, read) =>
      remote.start(
        task,
        proxy(async (...given: Parameters<ReadMemory>) => {
          const bytes = await read(...given);
          return transfer(bytes, [bytes.buffer]);
        }),
      ),
    setValues: (values) => remote.setValues(transfer(values, [values.buffer])),
    score: (texts) => remote.score(texts),
    accumulate: (texts, weight) => remote.accumulate(texts, weight),
    takeGradients: () => remote.takeGradients(),
  };
}

/** The thread's side, as it is exposed. */
export function exposedSecond(second: SecondThread, { transfer }: Pick<Line, "transfer">): SecondThread {
  return {
    ...second,
    start: (task, read) =>
      second.start(task, (from, to, into) => read(from, to, into && transfer(into, [into.buffer]))),
    async takeGradients() {
      const gradients = await second.takeGradients();
      return transfer(gradients, [gradients.buffer]);
    },
  };
}

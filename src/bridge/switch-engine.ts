import type { ConnectedEngine } from "./connect-engine.ts";

/** An engine behind which another one can take over. */
export interface SwitchedEngine {
  readonly engine: ConnectedEngine;
  /** True for the engine that answers now. */
  isHere(engine: ConnectedEngine): boolean;
  /** Lets `next` answer from now on, once all calls under way have ended; those that come meanwhile wait. Ends the old one. */
  changeTo(next: ConnectedEngine): Promise<void>;
  /** Resolves when no change is under way. */
  changed(): Promise<void>;
}

export function switchEngine(first: ConnectedEngine): SwitchedEngine {
  let here = first;
  let change: Promise<void> | undefined;
  const underWay = new Set<Promise<unknown>>();
  const runs = new Map<number, ConnectedEngine>();

  const call = async <T>(work: (engine: ConnectedEngine) => Promise<T>): Promise<T> => {
    await change;
    const answer = work(here);
    underWay.add(answer);
    try {
      return await answer;
    } finally {
      underWay.delete(answer);
    }
  };

  /** A call that can be stopped by its number. */
  const run = <T>(number: number, work: (engine: ConnectedEngine) => Promise<T>): Promise<T> =>
    call((one) => {
      runs.set(number, one);
      return work(one).finally(() => runs.delete(number));
    });

  const engine: ConnectedEngine = {
    describe: (source) => call((one) => one.describe(source)),
    load: (...load) => call((one) => one.load(...load)),
    cancelLoad: () => here.cancelLoad(),
    generate: (request, number, ...more) => run(number, (one) => one.generate(request, number, ...more)),
    score: (text, number, ...more) => run(number, (one) => one.score(text, number, ...more)),
    async stop(number) {
      // One that still waits for the change has to be known to its engine before it can be stopped there.
      if (!runs.has(number)) await change;
      await (runs.get(number) ?? here).stop(number);
    },
    countTokens: (text) => call((one) => one.countTokens(text)),
    savePackage: () => call((one) => one.savePackage()),
    stored: () => call((one) => one.stored()),
    verifyStored: (id) => call((one) => one.verifyStored(id)),
    deleteStored: (id) => call((one) => one.deleteStored(id)),
    exportStored: (id) => call((one) => one.exportStored(id)),
    importStored: (file) => call((one) => one.importStored(file)),
    close: () => here.close(),
  };

  return {
    engine,
    isHere: (one) => one === here,
    async changed() {
      await change;
    },
    async changeTo(next) {
      change = Promise.allSettled(underWay).then(() => {
        here.close();
        here = next;
        change = undefined;
      });
      await change;
    },
  };
}

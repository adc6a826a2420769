import type { Page, Worker } from "@playwright/test";

/** What happened inside the model's thread: counted there, since messages take their time to the page and back. */
export interface ThreadCounts {
  /** Tokens that it handed out. */
  readonly tokens: number;
  /** Those of them behind the last call to stop that it received. */
  readonly sinceStop: number;
}

declare global {
  var modelThread: { counts: ThreadCounts; holdAt: number; release(): void };
}

/** The model's thread of a page, seen and held from inside. */
export interface ModelThread {
  counts(): Promise<ThreadCounts>;
  /**
   * Lets the run go on to the next token, or to so many, and keeps that one back: the run waits, since it goes on when a
   * token was taken. So it does when the thread is told to stop, and at {@link release}. A test that has to do something
   * while a run lasts needs no luck then.
   */
  hold(token?: number): Promise<void>;
  release(): Promise<void>;
}

/** Looks into the thread of the page's model, which has been started. */
export async function openModelThread(page: Page): Promise<ModelThread> {
  const worker = findThread(page);
  await worker.evaluate(watchTokens);
  return {
    counts: () => worker.evaluate(() => ({ ...modelThread.counts })),
    hold: (token = 1) =>
      worker.evaluate((token) => {
        const holdAt = modelThread.counts.tokens + token;
        modelThread.release();
        modelThread.holdAt = holdAt;
      }, token),
    release: () => worker.evaluate(() => modelThread.release()),
  };
}

/** The one that is started from a blob; its helpers have addresses. @throws Error where the page has none */
export function findThread(page: Page): Worker {
  const found = page.workers().find((worker) => worker.url().startsWith("blob:"));
  if (found === undefined) throw new Error(`Of the page's threads ${page.workers().length} none is the model's.`);
  return found;
}

/** Runs inside the thread. A piece of a text goes by the thread's own port, with the number of its listener. */
function watchTokens(): void {
  const counts = { tokens: 0, sinceStop: 0 };
  /** Tokens of each sample so far, by the listener of its run: text that was held back comes with no new token. */
  const seen = new Map<number, Map<number, number>>();
  let kept: (() => void)[] = [];
  const release = () => {
    globalThis.modelThread.holdAt = Number.POSITIVE_INFINITY;
    for (const send of kept) send();
    kept = [];
  };
  const count = (listener: number, sample: number, tokens: number) => {
    const samples = seen.get(listener) ?? new Map<number, number>();
    seen.set(listener, samples);
    const more = tokens - (samples.get(sample) ?? 0);
    samples.set(sample, tokens);
    counts.tokens += more;
    counts.sinceStop += more;
  };
  globalThis.modelThread = { counts, holdAt: Number.POSITIVE_INFINITY, release };
  globalThis.postMessage = new Proxy(globalThis.postMessage, {
    apply(post, scope, given) {
      const send = () => Reflect.apply(post, scope, given);
      const { listener, delta } = given[0] ?? {};
      if (typeof delta?.tokens !== "number") return send();
      count(listener, delta.sample, delta.tokens);
      if (counts.tokens < globalThis.modelThread.holdAt) return send();
      kept.push(send);
    },
  });
  // Behind Comlink's own listener, so that the engine has heard of it.
  addEventListener("message", ({ data }) => {
    if (data?.path?.[0] !== "stop") return;
    counts.sinceStop = 0;
    release();
  });
}

import { proxy, type Remote, releaseProxy, wrap } from "comlink";
import { type ApiHost, type ApiStatus, OFFER_MESSAGE } from "../contract/api/host.ts";

/** A page that has not said a word by then is asleep, still loading, or none of the app's. */
const ANSWER_WITHIN_MS = 1500;

/** The part of a service worker's `Client` that is needed here. */
export interface Page {
  readonly id: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** A page that computes, and what it said of itself when it was found. */
export interface FoundHost {
  readonly host: ApiHost;
  readonly status: ApiStatus;
}

/**
 * Finds the page of the site that computes: the first whose model is loaded, else the first that answers (it says why
 * not). Lines to pages are kept as long as the pages are there.
 */
export function createHostFinder(pages: () => Promise<readonly Page[]>): () => Promise<FoundHost | undefined> {
  const lines = new Map<string, Remote<ApiHost>>();
  let lastId: string | undefined;

  const lineTo = (page: Page): Remote<ApiHost> => {
    const known = lines.get(page.id);
    if (known !== undefined) return known;
    const { port1, port2 } = new MessageChannel();
    page.postMessage({ type: OFFER_MESSAGE }, [port2]);
    const line = wrap<ApiHost>(port1);
    lines.set(page.id, line);
    return line;
  };

  const ask = async (page: Page) => {
    const line = lineTo(page);
    const status = await Promise.race([line.status(), silence()]);
    if (status !== undefined) return { line, status };
    // The page may have been loaded anew under the same id: the next call knocks again.
    lines.delete(page.id);
    line[releaseProxy]();
    return undefined;
  };

  return async () => {
    const open = await pages();
    forgetGone(lines, open);
    const asked = open.map(async (page) => ({ id: page.id, answer: await ask(page) }));
    // The page of the last call goes first: two pages would be two queues.
    const last = await asked[open.findIndex(({ id }) => id === lastId)];
    const best = last?.answer?.status.model ? last : ((await firstReady(asked)) ?? (await firstAnswer(asked)));
    lastId = best?.id;
    return best?.answer && { host: withProxies(best.answer.line), status: best.answer.status };
  };
}

interface Asked {
  readonly id: string;
  readonly answer: { readonly line: Remote<ApiHost>; readonly status: ApiStatus } | undefined;
}

/** Does not wait for silent pages once one is ready. */
function firstReady(asked: readonly Promise<Asked>[]): Promise<Asked | undefined> {
  const ready = asked.map(async (one) => {
    const page = await one;
    if (page.answer?.status.model === undefined) throw new Error("not ready");
    return page;
  });
  return Promise.any(ready).catch(() => undefined);
}

async function firstAnswer(asked: readonly Promise<Asked>[]): Promise<Asked | undefined> {
  return (await Promise.all(asked)).find(({ answer }) => answer !== undefined);
}

function silence(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS));
}

function forgetGone(lines: Map<string, Remote<ApiHost>>, open: readonly Page[]): void {
  for (const [id, line] of lines) {
    if (open.some((page) => page.id === id)) continue;
    line[releaseProxy]();
    lines.delete(id);
  }
}

/** Callbacks must be wrapped to cross; an unwrapped one type-checks and fails at run time. */
function withProxies(line: Remote<ApiHost>): ApiHost {
  return {
    status: () => line.status(),
    generate: (call, onDeltas) => line.generate(call, onDeltas && proxy(onDeltas)),
    stop: (id) => line.stop(id),
    release: (id) => line.release(id),
    score: (text) => line.score(text),
  };
}

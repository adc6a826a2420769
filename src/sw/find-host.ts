import { proxy, type Remote, releaseProxy, wrap } from "comlink";
import { answersTo } from "../contract/answers-to.ts";
import { type ApiHost, type ApiStatus, OFFER_MESSAGE } from "../contract/api/host.ts";
import type { Outcome } from "../contract/outcome.ts";
import { waitFor } from "./wait-for.ts";
import { type Page, whileOpen } from "./while-open.ts";

/** A page that has not answered by then is asleep, still loading, or not the app's. */
const ANSWER_WITHIN_MS = 1500;
/** One that was silent the last time is given less, so that a call whose page was closed settles soon. */
const ANSWER_NOW_WITHIN_MS = 500;

/** A page that computes, and what it said of itself when it was found. */
export interface FoundHost {
  readonly host: ApiHost;
  readonly status: ApiStatus;
}

/** Which page is wanted. */
export interface Wanted {
  /** Id of the page that asks: it is preferred to the others. */
  readonly clientId?: string;
  /** Name of the model; absent for any. */
  readonly model?: string;
}

export interface HostFinder {
  /**
   * The page that computes: one with the wanted model if there is any, among those the one that asks, else the one that
   * computed last; where none has it, a page that says what it has instead or why it has none.
   */
  find(wanted?: Wanted): Promise<FoundHost | undefined>;
  /** What every page that answers says of itself. */
  findAll(): Promise<readonly ApiStatus[]>;
}

interface Line {
  readonly remote: Remote<ApiHost>;
  /** Calls under way. */
  calls: number;
}

interface Answer {
  readonly page: Page;
  readonly line: Line;
  readonly status: ApiStatus;
}

type Wait = (ms: number) => Promise<undefined>;

/**
 * Finds pages of the site that compute. Lines to pages are kept as long as the pages are there.
 * @param wait resolves after so many milliseconds: who has not answered by then is not waited for any more
 */
export function createHostFinder(pages: () => Promise<readonly Page[]>, wait: Wait = waitFor): HostFinder {
  const lines = new Map<string, Line>();
  /** Pages that did not answer when they were last asked: nobody waits for them first. */
  const silent = new Set<string>();
  let lastId: string | undefined;

  const lineTo = (page: Page): Line => {
    const known = lines.get(page.id);
    if (known !== undefined) return known;
    const { port1, port2 } = new MessageChannel();
    page.postMessage({ type: OFFER_MESSAGE }, [port2]);
    const line = { remote: wrap<ApiHost>(port1), calls: 0 };
    lines.set(page.id, line);
    return line;
  };

  const ask = async (page: Page): Promise<Answer | undefined> => {
    const line = lineTo(page);
    const status = await Promise.race([
      line.remote.status(),
      wait(silent.has(page.id) ? ANSWER_NOW_WITHIN_MS : ANSWER_WITHIN_MS),
    ]);
    if (status !== undefined) {
      silent.delete(page.id);
      return { page, line, status };
    }
    silent.add(page.id);
    // The page may have been loaded anew under the same id: the next call knocks again. A page that has a call to answer
    // keeps its line, which is where the answer comes.
    if (lines.get(page.id) === line && line.calls === 0) {
      lines.delete(page.id);
      line.remote[releaseProxy]();
    }
    return undefined;
  };

  const askAll = async (): Promise<ReadonlyMap<string, Promise<Answer | undefined>>> => {
    const open = await pages();
    forgetGone(lines, open);
    for (const id of silent) if (!open.some((page) => page.id === id)) silent.delete(id);
    return new Map(open.map((page) => [page.id, ask(page)]));
  };

  return {
    async find({ clientId, model } = {}) {
      const preferred = [clientId, lastId].flatMap((id) => (id === undefined || silent.has(id) ? [] : [id]));
      const asked = await askAll();
      const isReady = (answer?: Answer) => answer?.status.model !== undefined;
      const fits = (answer?: Answer) =>
        answer?.status.model !== undefined && (model === undefined || answersTo(answer.status.model, model));
      const firsts = await Promise.all(preferred.map((id) => asked.get(id)));
      const best =
        firsts.find(fits) ??
        (await firstOf(asked, fits)) ??
        (await firstOf(asked, isReady)) ??
        (await firstOf(asked, (answer) => answer !== undefined));
      lastId = best?.page.id;
      return best && { host: hostOf(best, pages, wait), status: best.status };
    },

    async findAll() {
      const answers = await Promise.all((await askAll()).values());
      return answers.flatMap((answer) => (answer === undefined ? [] : [answer.status]));
    },
  };
}

/** The first answer to come that fits; does not wait for silent pages once there is one. */
function firstOf(
  asked: ReadonlyMap<string, Promise<Answer | undefined>>,
  fits: (answer?: Answer) => boolean,
): Promise<Answer | undefined> {
  const fitting = [...asked.values()].map(async (one) => {
    const answer = await one;
    if (!fits(answer)) throw new Error("not this one");
    return answer;
  });
  return Promise.any(fitting).catch(() => undefined);
}

function forgetGone(lines: Map<string, Line>, open: readonly Page[]): void {
  for (const [id, line] of lines) {
    if (open.some((page) => page.id === id)) continue;
    line.remote[releaseProxy]();
    lines.delete(id);
  }
}

/**
 * The page as a host whose calls always settle. Callbacks must be wrapped to cross; an unwrapped one type-checks and
 * fails at run time.
 */
function hostOf({ page, line }: Answer, pages: () => Promise<readonly Page[]>, wait: Wait): ApiHost {
  const { remote } = line;
  const answering = {
    isOpen: async () => (await pages()).some(({ id }) => id === page.id),
    ping: async () => remote.status(),
    wait,
  };
  const carry = <T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> => {
    line.calls++;
    return whileOpen(answering, call).finally(() => line.calls--);
  };
  return {
    status: () => remote.status(),
    generate: (call, onDeltas) => carry(remote.generate(call, onDeltas && proxy(onDeltas))),
    score: (call) => carry(remote.score(call)),
    stop: (id) => unlessGone(() => remote.stop(id)),
    release: (id) => unlessGone(() => remote.release(id)),
  };
}

/** The line to a page that is gone may have been given up by another call; nothing is there to be told any more. */
async function unlessGone(tell: () => Promise<void>): Promise<void> {
  await Promise.resolve()
    .then(tell)
    .catch(() => undefined);
}

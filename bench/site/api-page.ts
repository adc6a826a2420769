import { proxy, wrap } from "comlink";
import { nameFailure } from "../../src/contract/name-failure.ts";
import { createListeners, type ThreadEngine } from "../../src/contract/own-port.ts";
import type { GenerationParameters } from "../../src/contract/parameters.ts";

/** Milliseconds of one call by both ways. */
export interface Pair {
  readonly direct: number;
  readonly http: number;
}

export interface Measured {
  /** A call answered whole, from the asking to the answer's text. */
  readonly requests: readonly Pair[];
  /** A streamed call, from its first piece to its last, by the number of pieces between. */
  readonly tokens: readonly Pair[];
}

const PROMPT = "life is not";
const SHORT = { do_sample: false, min_new_tokens: 4, max_new_tokens: 4 };
const LONG = { do_sample: false, min_new_tokens: 200, max_new_tokens: 200 };
/** Calls before the measured ones: WebAssembly and JavaScript become fast by use. */
const WARM_UP = 5;

/**
 * Runs on a page of the built site whose model is loaded: asks the HTTP route, and a worker of this page's own that is
 * called directly, in turns, so that a slow moment of the machine meets both.
 */
export async function measure(base: string, workerUrl: string, requests: number, streams: number): Promise<Measured> {
  const name = JSON.stringify({ siteBase: base, hubUrl: "https://huggingface.co" });
  const thread = new Worker(workerUrl, { type: "module", name });
  const worker = wrap<ThreadEngine>(thread);
  const listeners = createListeners(thread);
  const loaded = await worker.load(
    { kind: "site", path: "models/quotes" },
    {},
    proxy(() => undefined),
  );
  if (!loaded.ok) throw new Error(nameFailure(loaded.failure));
  let run = 0;

  const direct = async (parameters: GenerationParameters, onPiece: () => void) => {
    const listener = listeners.add(onPiece);
    const outcome = await worker.generate({ prompt: PROMPT, parameters }, ++run, listener);
    listeners.remove(listener);
    if (!outcome.ok) throw new Error(nameFailure(outcome.failure));
  };
  const post = async (parameters: GenerationParameters, stream: boolean) => {
    const body = JSON.stringify({ inputs: PROMPT, parameters, stream });
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${base}api/generate`, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(await answer.text());
    return answer;
  };

  const request = async (): Promise<Pair> => ({
    direct: await timeOf(() => direct(SHORT, () => undefined)),
    http: await timeOf(async () => (await post(SHORT, false)).json()),
  });
  const stream = async (): Promise<Pair> => ({
    // The streaming route reports each token's probability; so does this one, that both compute the same.
    direct: await perPiece((onPieces) => direct({ ...LONG, top_logprobs: 1 }, () => onPieces(1))),
    http: await perPiece(async (onPieces) => countEvents(await post(LONG, true), onPieces)),
  });
  for (let i = 0; i < WARM_UP; i++) await request();
  await stream();
  return { requests: await times(requests, request), tokens: await times(streams, stream) };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function perPiece(work: (onPieces: (count: number) => void) => Promise<void>): Promise<number> {
  let first: number | undefined;
  let last = 0;
  let pieces = 0;
  await work((count) => {
    last = performance.now();
    first ??= last;
    pieces += count;
  });
  return (last - (first ?? last)) / (pieces - 1);
}

/** Counts the server-sent events with a token; the last one is the summary. */
async function countEvents(answer: Response, onEvents: (count: number) => void): Promise<void> {
  const decoder = new TextDecoder();
  const reader = answer.body?.getReader();
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    const tokens = decoder.decode(next.value, { stream: true }).match(/"token":\{/g)?.length ?? 0;
    if (tokens > 0) onEvents(tokens);
  }
}

async function times(count: number, work: () => Promise<Pair>): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let i = 0; i < count; i++) pairs.push(await work());
  return pairs;
}

import * as Comlink from "comlink";
import type { ApiCall, OnDeltas } from "../contract/api/host.ts";
import type { EmbedOutcome } from "../contract/embed.ts";
import type { GenerateResult } from "../contract/generate-result.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { Alternatives, ScoreResult } from "../contract/text-results.ts";
import { errorOf, HostlessError } from "./errors.ts";
import { fetchThrough } from "./fetch-routes.ts";
import type { Line } from "./frame.ts";
import { stopOnAbort } from "./stop-on-abort.ts";

/** A prompt with any parameter of `generate()` beside it. */
export type Ask = { readonly prompt: string | string[] } & GenerationParameters;

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** How much is told of a text's tokens. */
interface TokenOptions extends CallOptions {
  /** Alternatives to report with each token, 0 to 20. */
  readonly top_logprobs?: number;
}

/**
 * Where calls go: the current line, or why there is none. Changes when the frame is loaded anew.
 * @internal
 */
export interface Lines {
  current(): Promise<Line>;
  /** Rejects when the current line breaks. */
  broken(): Promise<never>;
  close(): void;
}

/** A model in a frame. Calls run one after the other; four may wait. */
export class HostlessModel {
  readonly name: string;
  /** `wasm` or `webgpu`. */
  readonly device: string;
  /**
   * A `fetch` for clients that take one, such as OpenAI's: what is asked of an address with `/api/` in it, the model's frame answers
   * as the site's own routes.
   * @throws HostlessError, and the signal's reason
   */
  readonly fetch: typeof fetch;
  readonly #lines: Lines;

  /** @internal */
  constructor(lines: Lines, name: string, device: string) {
    this.#lines = lines;
    this.fetch = fetchThrough(lines);
    this.name = name;
    this.device = device;
  }

  /** The whole answer. @throws HostlessError */
  generate(ask: Ask, options: CallOptions = {}): Promise<GenerateResult> {
    return this.#run(ask, options);
  }

  /** The first sample's text, piece by piece. Leaving the loop stops the model. @throws HostlessError */
  async *stream(ask: Ask, options: CallOptions = {}): AsyncGenerator<string, void> {
    const leave = new AbortController();
    const signal = options.signal === undefined ? leave.signal : AbortSignal.any([leave.signal, options.signal]);
    const pieces: string[] = [];
    let wake = () => {};
    let done = false;
    const run = this.#run(ask, { signal }, (deltas) => {
      pieces.push(...deltas.filter(({ sample }) => sample === 0).map(({ text }) => text));
      wake();
    }).finally(() => {
      done = true;
      wake();
    });
    run.catch(() => undefined);
    try {
      while (!done || pieces.length > 0) {
        const piece = pieces.shift();
        if (piece !== undefined) yield piece;
        else if (!done) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
      await run;
    } finally {
      leave.abort();
    }
  }

  /**
   * How surprising the model finds a text; with `top_logprobs` also token by token.
   * @throws HostlessError
   */
  score(text: string, { signal, ...tokens }: TokenOptions = {}): Promise<ScoreResult> {
    return this.#call((host, id) => host.score({ id, text, ...tokens }), signal);
  }

  /**
   * Which tokens could come at a place in a text, read as a prompt: ten, unless `top_logprobs` says otherwise.
   * @param position tokens of the text before it; all of them when absent
   * @throws HostlessError
   */
  alternatives(text: string, position?: number, { signal, ...tokens }: TokenOptions = {}): Promise<Alternatives> {
    const place = position === undefined ? {} : { position };
    return this.#call((host, id) => host.alternatives({ id, text, ...place, ...tokens }), signal);
  }

  /** Tokens of a text, without those that the model's tokenizer puts around it. @throws HostlessError */
  countTokens(text: string, { signal }: CallOptions = {}): Promise<number> {
    return this.#call((host) => host.countTokens(text), signal);
  }

  /** Removes the frame; calls under way reject with `disconnected`. */
  close(): void {
    this.#lines.close();
  }

  async #run(ask: Ask, { signal }: CallOptions, onDeltas?: OnDeltas): Promise<GenerateResult> {
    const { prompt, ...parameters } = ask;
    return this.#call((host, id) => {
      const call: ApiCall = { id, incarnation: "sdk", fingerprint: id, request: { prompt, parameters } };
      return host.generate(call, onDeltas && Comlink.proxy(onDeltas));
    }, signal);
  }

  async #call<T>(work: (host: Line["host"], id: string) => Promise<EmbedOutcome<T>>, signal?: AbortSignal): Promise<T> {
    const { host } = await this.#lines.current();
    if (signal?.aborted) throw new HostlessError("aborted", "The call was aborted before it began.");
    const id = crypto.randomUUID();
    const letGo = stopOnAbort(signal, () => void host.stop(id));
    try {
      const outcome = await Promise.race([work(host, id), this.#lines.broken()]);
      if (!outcome.ok) throw errorOf(outcome.failure);
      return outcome.value;
    } finally {
      letGo();
      void host.release(id);
    }
  }
}

import * as v from "valibot";
import { BACKENDS } from "../contract/backends.ts";
import { FINISH_REASONS } from "../contract/generate-result.ts";
import { dtype } from "../contract/manifest.ts";
import { isSameModel, storedSource, withoutFiles } from "../contract/model-source.ts";
import { makeNote } from "../contract/outcome.ts";
import { tokenId } from "../contract/parameter-schema.ts";
import { generationParameters, resolveParameters } from "../contract/parameters.ts";
import { continued } from "../contract/request.ts";
import { withoutNulls } from "../contract/without-nulls.ts";
import type { Intent } from "./intent.ts";
import { isKept } from "./missed-model.ts";
import type { PageEvent, PageState } from "./state/page-state.ts";
import { BEFORE_RELOAD, endRun, hasText, interruptedRun, type Run, startRun } from "./state/run.ts";

const backend = v.picklist(BACKENDS);

/** A finished run's result; the probabilities of its tokens stay behind: they may be larger than what a tab may keep. */
const keptResult = v.object({
  samples: v.array(
    v.object({
      prompt: v.number(),
      text: v.string(),
      unfinished: v.exactOptional(v.number()),
      token_ids: v.array(tokenId),
      finish_reason: v.picklist(FINISH_REASONS),
      score: v.exactOptional(v.number()),
    }),
  ),
  prompts: v.array(v.string()),
  prompt_tokens: v.number(),
  dropped_tokens: v.number(),
  completion_tokens: v.number(),
  // All of them are a request's parameters, too, where those that take no part are left out.
  parameters: v.pipe(
    v.unknown(),
    v.transform(withoutNulls),
    generationParameters,
    v.transform((parameters) => resolveParameters(parameters, {}, 0)),
  ),
  timings: v.object({ first_token_ms: v.number(), total_ms: v.number(), tokens_per_second: v.number() }),
  model: v.object({ name: v.string(), source: storedSource, commit: v.exactOptional(v.string()) }),
  backend: v.object({
    backend,
    device: v.picklist(["wasm", "webgpu"]),
    dtype,
    threads: v.number(),
    // Older pages kept a sentence; nobody is told again why a text's backend was chosen.
    reason: v.pipe(
      v.unknown(),
      v.transform(() => makeNote("chosen", {})),
    ),
    tried: v.array(v.object({ backend, msPerToken: v.exactOptional(v.number()) })),
  }),
});

/** Prompt and continued text under the names that version 1 has for them. */
const keptRequest = v.pipe(
  v.object({
    given: v.string(),
    kept: v.string(),
    keptIds: v.array(tokenId),
    parameters: generationParameters,
    step: v.exactOptional(generationParameters),
    isDefaultPrompt: v.boolean(),
  }),
  v.transform(({ given, kept, keptIds, ...others }) => ({
    ...others,
    prompt: given,
    continued: { text: kept, ids: keptIds },
  })),
);

const keptRun = v.object({
  request: keptRequest,
  /** Absent where the page was left while the texts were written. */
  result: v.exactOptional(keptResult),
  texts: v.array(v.string()),
});

const keptPage = v.object({
  /** Version of this form; what another one wrote is left alone. */
  v: v.literal(1),
  /** Of the page when it was left. */
  address: v.string(),
  prompt: v.string(),
  /** True where the visitor typed it. */
  typed: v.boolean(),
  parameters: generationParameters,
  continued: v.exactOptional(
    v.pipe(
      v.object({ ...continued.entries, given: v.string() }),
      v.transform(({ given, ...written }) => ({ ...written, prompt: given })),
    ),
  ),
  run: v.exactOptional(keptRun),
  shared: v.exactOptional(
    v.object({
      prompt: v.string(),
      parameters: generationParameters,
      texts: v.array(v.string()),
      source: v.exactOptional(storedSource),
      commit: v.exactOptional(v.string()),
      device: v.exactOptional(v.string()),
      earlierWith: v.exactOptional(v.string()),
    }),
  ),
  /** The model that ran, where the browser keeps it. */
  source: v.exactOptional(storedSource),
});

/** What of a page outlives its reload, and the way to another page and back. */
export type KeptPage = v.InferOutput<typeof keptPage>;

/** @param text as {@link writeKeptPage} gave it, or whatever else was found there */
export function readKeptPage(text: string): KeptPage | undefined {
  try {
    const read = v.safeParse(keptPage, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The page as text, from the fullest form to the barest: a browser that has no room for the answer may have some for the
 * prompt.
 */
export function* writeKeptPage(state: PageState, address: string, typed: boolean): Generator<string> {
  const { prompt, parameters, continued, run, shared, load, offer } = state;
  const source = load.kind === "ready" && isKept(load.info) ? offer?.source : undefined;
  const bare = { v: 1, address, prompt, typed, parameters };
  const before = continued && { text: continued.text, ids: continued.ids, given: continued.prompt };
  const whole = { ...bare, continued: before, run: run && keptOf(run), shared, source: source && withoutFiles(source) };
  yield JSON.stringify(whole);
  yield JSON.stringify(bare);
}

/** A run that has written nothing is not kept. */
function keptOf(run: Run): object | undefined {
  const { request, result, samples } = run;
  if (result === undefined && !hasText(run)) return undefined;
  const kept = result && { ...result, samples: result.samples.map(({ details: _details, ...sample }) => sample) };
  const { prompt: given, continued, ...others } = request;
  const named = { ...others, given, kept: continued.text, keptIds: continued.ids };
  return { request: named, texts: samples.map(({ text }) => text), ...(kept && { result: kept }) };
}

/** What an opened page begins with. */
interface Opening {
  readonly intent: Intent;
  readonly kept?: KeptPage;
}

/**
 * What of the kept page comes back. All of it where the same page is loaded anew or returned to; of the address only the
 * model is followed then, unless another one was opened in the page. Where an address is opened, the prompt alone is left.
 * @param isReturn true for a reload, and for a way back or forward
 */
export function resume(kept: KeptPage | undefined, intent: Intent, address: string, isReturn: boolean): Opening {
  if (kept === undefined) return { intent };
  const { shared: _shared, text: _text, ...bare } = intent;
  const { source } = kept;
  const isOther = source !== undefined && !isSameModel(source, intent.source);
  if (isReturn && kept.address === address) return { intent: isOther ? { ...bare, source } : bare, kept };
  const { v, prompt, typed } = kept;
  return { intent, kept: { v, address, prompt, typed, parameters: {} } };
}

/** What puts the page back. */
export function restoringEvent({ prompt, parameters, continued, run, shared }: KeptPage): PageEvent {
  const restored = run && restoredRun(run);
  return {
    type: "restored",
    prompt,
    parameters,
    ...(continued && { continued }),
    ...(restored && { finished: restored }),
    ...(shared && { shared }),
  };
}

function restoredRun({ request, result, texts }: v.InferOutput<typeof keptRun>): Run {
  const started = startRun(BEFORE_RELOAD, request);
  return result === undefined ? interruptedRun(started, texts) : endRun(started, result);
}

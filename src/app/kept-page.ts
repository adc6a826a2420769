import * as v from "valibot";
import { isSameModel, withoutFiles } from "../contract/model-source.ts";
import type { Intent } from "./intent.ts";
import { type KeptPage, keptPage, type keptRun } from "./kept-page-schema.ts";
import { isKept } from "./missed-model.ts";
import type { PageEvent, PageState } from "./state/page.ts";
import { BEFORE_RELOAD, endRun, hasText, interruptedRun, type Run, startRun } from "./state/run.ts";

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
  const { prompt, parameters, continued, run, shared, load, offer, voice, linked } = state;
  const source = load.kind === "ready" && isKept(load.info) ? offer?.source : undefined;
  const bare = { v: 1, address, prompt, typed, parameters };
  const before = continued && { text: continued.text, ids: continued.ids, given: continued.prompt };
  const whole = {
    ...bare,
    continued: before,
    run: run && keptOf(run),
    shared,
    source: source && withoutFiles(source),
    voice: voice && { ...voice, source: withoutFiles(voice.source) },
    ...(linked && { isAsked: true }),
  };
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
  const { shared: _shared, text: _text, voice, ...bare } = intent;
  const { source } = kept;
  const isOther = source !== undefined && !isSameModel(source, intent.source);
  // An adapter in the link is asked about until the visitor has answered.
  const asked = voice !== undefined && kept.isAsked ? { voice } : {};
  if (isReturn && kept.address === address)
    return { intent: isOther ? { ...bare, source } : { ...bare, ...asked }, kept };
  const { v, prompt, typed } = kept;
  return { intent, kept: { v, address, prompt, typed, parameters: {} } };
}

/** What puts the page back. */
export function restoringEvent({ prompt, parameters, continued, run, shared, voice }: KeptPage): PageEvent {
  const restored = run && restoredRun(run);
  return {
    type: "restored",
    prompt,
    parameters,
    ...(continued && { continued }),
    ...(restored && { finished: restored }),
    ...(shared && { shared }),
    ...(voice && { voice }),
  };
}

function restoredRun({ request, result, texts }: v.InferOutput<typeof keptRun>): Run {
  const started = startRun(BEFORE_RELOAD, request);
  return result === undefined ? interruptedRun(started, texts) : endRun(started, result);
}

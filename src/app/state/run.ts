import type { GenerateDelta, GenerateResult } from "../../contract/generate-result.ts";
import { type Failure, makeFailure } from "../../contract/outcome.ts";
import type { GenerationParameters } from "../../contract/parameters.ts";
import type { TokenDetail } from "../../contract/token-detail.ts";

/** As `Continued` of a request. */
export interface ContinuedText {
  /** Without a character that was not whole. */
  readonly text: string;
  /** The tokens of the text, an unfinished character's too; none where the text alone is to be continued. */
  readonly ids: readonly number[];
}

export const NOTHING_CONTINUED: ContinuedText = { text: "", ids: [] };

/** What the visitor asked for, as the run will send it. */
export interface RunRequest {
  /** The text in the prompt box, or the default that took the place of an empty one. */
  readonly prompt: string;
  /** What an earlier run wrote after it, and this one continues; no text and no tokens where it continues none. */
  readonly continued: ContinuedText;
  readonly parameters: GenerationParameters;
  /** Those among them that are a continuation's own, and not the form's. */
  readonly step?: GenerationParameters;
  /** True when the box was empty and one of the model's prompts was used. */
  readonly isDefaultPrompt: boolean;
}

/** A text while it is written. */
export interface LiveSample {
  /** Its place in the request. */
  readonly id: number;
  readonly text: string;
  readonly tokens: number;
  readonly details: readonly TokenDetail[];
}

type RunPhase = "waiting" | "running" | "stopping" | "done" | "failed";

/** One numbered run, from the click to its last word. */
export interface Run {
  readonly number: number;
  readonly request: RunRequest;
  readonly phase: RunPhase;
  readonly samples: readonly LiveSample[];
  readonly result?: GenerateResult;
  readonly failure?: Failure;
}

/** True for a run that goes on where another one ended. */
export function isContinuation({ continued: { text, ids } }: RunRequest): boolean {
  return text !== "" || ids.length > 0;
}

export function isUnderWay(run: Run | undefined): boolean {
  return run !== undefined && run.phase !== "done" && run.phase !== "failed";
}

/** True where something was written that can be seen. */
export function hasText({ samples }: Run): boolean {
  return samples.some(({ text }) => text.trim() !== "");
}

const emptySample = (id: number): LiveSample => ({ id, text: "", tokens: 0, details: [] });

export function startRun(number: number, request: RunRequest): Run {
  const count = request.parameters.num_return_sequences ?? 1;
  return { number, request, phase: "waiting", samples: Array.from({ length: count }, (_, id) => emptySample(id)) };
}

/** Appends pieces in their order; a sample that nobody announced gets its place. */
export function appendDeltas(run: Run, deltas: readonly GenerateDelta[]): Run {
  const samples = [...run.samples];
  for (const [index, own] of groupBySample(deltas)) {
    while (samples.length <= index) samples.push(emptySample(samples.length));
    const before = samples[index] ?? emptySample(index);
    const added = own.flatMap(({ detail }) => (detail === undefined ? [] : [detail]));
    samples[index] = {
      id: index,
      text: before.text + own.map(({ text }) => text).join(""),
      tokens: own.at(-1)?.tokens ?? before.tokens,
      details: added.length === 0 ? before.details : [...before.details, ...added],
    };
  }
  return { ...run, phase: run.phase === "waiting" ? "running" : run.phase, samples };
}

function groupBySample(deltas: readonly GenerateDelta[]): Map<number, GenerateDelta[]> {
  const groups = new Map<number, GenerateDelta[]>();
  for (const delta of deltas) {
    const group = groups.get(delta.sample);
    if (group === undefined) groups.set(delta.sample, [delta]);
    else group.push(delta);
  }
  return groups;
}

/** The whole result takes the place of the preview. */
export function endRun(run: Run, result: GenerateResult): Run {
  const samples = result.samples.map(({ text, token_ids, details }, id) => ({
    id,
    text,
    tokens: token_ids.length,
    details: details ?? [],
  }));
  return { ...run, phase: "done", samples, result };
}

/** Number of a run that was written before the page was loaded anew: no run of this page has it. */
export const BEFORE_RELOAD = 0;

/** A run that ended with the page that it was written in. @param texts as far as they had come */
export function interruptedRun(run: Run, texts: readonly string[]): Run {
  const failure = makeFailure("cancelled", "interrupted", {});
  return { ...run, phase: "failed", failure, samples: texts.map((text, id) => ({ ...emptySample(id), text })) };
}

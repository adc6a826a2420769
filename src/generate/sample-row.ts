import { at } from "../contract/at.ts";
import type { FinishReason, GenerateDelta, Sample } from "../contract/generate-result.ts";
import type { Candidates } from "../contract/sampling/candidates.ts";
import { warp } from "../contract/sampling/warpers.ts";
import type { TokenDetail } from "../contract/token-detail.ts";
import { assertFinite, draw, likeliest } from "./choose.ts";
import { logSumExp } from "./continuations.ts";
import { tokenDetail } from "./details.ts";
import type { RandomStream } from "./random.ts";
import { finishReason, type Run } from "./run.ts";
import type { PromptStart } from "./start-prompt.ts";
import { offsetOf } from "./text-offsets.ts";
import { advanceText, restOfText, type TextState, unfinishedCharacters } from "./text-state.ts";

/** One text on its way. */
export interface Row extends PromptStart {
  readonly sample: number;
  readonly random: RandomStream;
  /** Prompt and new tokens. */
  readonly ids: number[];
  readonly details: TokenDetail[];
  /** Its row in the logits and in the cache. */
  slot: number;
  state: TextState;
  text: string;
  /** Sum of its tokens' log-probabilities after the processors, before temperature and cut-offs; of drafts alone. */
  logprob: number;
  finish: FinishReason | undefined;
}

/** Arrays of vocabulary size that every step uses again. */
interface Workspace {
  readonly scores: Float32Array;
  readonly candidates: Candidates;
}

export function appendToken(run: Run, row: Row, logits: Float32Array, workspace: Workspace): GenerateDelta {
  const { codec, forward, parameters } = run;
  const own = logits.subarray(row.slot * forward.vocabSize, (row.slot + 1) * forward.vocabSize);
  const { token, told } = chooseToken(run, row, own, workspace);
  row.ids.push(token);
  const step = advanceText(row.state, token, codec, parameters.stop_strings);
  const detail = told && { ...told, offset: offsetOf(row.state, step, told) };
  if (detail) row.details.push(detail);
  row.state = step.state;
  row.finish = finishReason(run, row.ids, row.longest, step.stopped);
  const text = row.finish && !step.stopped ? step.text + restOfText(step.state, codec) : step.text;
  row.text += text;
  const delta = { sample: row.sample, text, tokens: row.ids.length - row.promptLength };
  return detail ? { ...delta, detail } : delta;
}

function chooseToken(
  { parameters, codec }: Run,
  row: Row,
  logits: Float32Array,
  { scores, candidates }: Workspace,
): { token: number; told?: Omit<TokenDetail, "offset"> } {
  assertFinite(logits);
  scores.set(logits);
  for (const process of row.processors) process(scores, row.ids);
  const wanted = parameters.top_logprobs;
  if (parameters.do_sample) warp(scores, parameters, 1, candidates);
  else if (wanted > 0) candidates.takeAll(scores);
  const token = parameters.do_sample ? at(candidates.ids, draw(candidates, row.random)) : likeliest(scores);
  if (parameters.best_of > 1) row.logprob += at(scores, token) - logSumExp(scores);
  return wanted > 0 ? { token, told: tokenDetail(candidates, token, wanted, codec) } : { token };
}

/** Ends a row between two tokens; text that was held back is written. */
export async function stop(run: Run, row: Row): Promise<void> {
  row.finish = "stopped";
  const text = restOfText(row.state, run.codec);
  row.text += text;
  const tokens = row.ids.length - row.promptLength;
  if (text !== "") await run.hooks.onDelta({ sample: row.sample, text, tokens });
}

/** A text as it is returned. */
export function toSample({ codec }: Run, row: Row): Sample {
  const { prompt, text, details, promptLength, finish = "stopped" } = row;
  const unfinished = finish === "stop_string" ? 0 : unfinishedCharacters(row.state, codec);
  const sample = {
    prompt,
    text,
    ...(unfinished > 0 && { unfinished }),
    token_ids: row.ids.slice(promptLength),
    finish_reason: finish,
  };
  return details.length > 0 ? { ...sample, details } : sample;
}

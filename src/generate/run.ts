import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import type { FinishReason, GenerateDelta } from "../contract/generate-result.ts";
import type { ResolvedParameters } from "../contract/resolved-parameters.ts";
import type { PreparedPrompt } from "./prepare.ts";
import type { PromptDetails } from "./prompt-details.ts";
import { startText, type TextState } from "./text-state.ts";

/** What the loop needs of the world. */
export interface GenerateHooks {
  /** Called for each token in order, and awaited before the next one is computed. */
  onDelta(delta: GenerateDelta): void | Promise<void>;
  /** Looked at after every token and between pieces of a long prompt. */
  isStopped(): boolean;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /**
   * Lets one macrotask pass, awaited once a token: without it a message that asks to stop would only be read after the
   * last token, since awaiting a forward pass on WebAssembly gives microtasks alone.
   */
  breathe(): Promise<void>;
}

/** One call of `generateTokens` while it is under way. */
export interface Run {
  readonly forward: ForwardPass;
  readonly codec: TextCodec;
  readonly parameters: ResolvedParameters;
  readonly hooks: GenerateHooks;
  readonly prompts: readonly PreparedPrompt[];
  readonly badWords: readonly (readonly number[])[];
  /** Where the prompts' own tokens are reported. */
  readonly promptDetails?: PromptDetails | undefined;
  readonly startedAt: number;
  /** Called once, when the first token of every row is known. */
  onFirstToken(): void;
  /** Told of texts that were written and are not returned, and of their tokens. */
  onDiscarded(texts: number, tokens: number): void;
}

export const NO_PROMPT: PreparedPrompt = { ids: [], dropped: 0, longest: 0, text: "", begun: { window: [], taken: 0 } };

/** Lets a macrotask pass, then tells whether the run was asked to end. */
export async function pause(run: Run): Promise<boolean> {
  await run.hooks.breathe();
  return run.hooks.isStopped();
}

/**
 * Why a row ends with the token that was just appended, or undefined when it goes on.
 * @param ids prompt and new tokens, the new one included
 */
export function finishReason(
  run: Run,
  ids: readonly number[],
  longest: number,
  stopStringWritten: boolean,
): FinishReason | undefined {
  const { eos_token_id } = run.parameters;
  const last = ids.at(-1);
  if (last !== undefined && eos_token_id.includes(last)) return "eos";
  if (stopStringWritten) return "stop_string";
  if (ids.length >= longest) return "length";
  return isTimeUp(run) ? "time" : undefined;
}

/** Whether `max_time` has passed. */
export function isTimeUp({ parameters: { max_time }, hooks, startedAt }: Run): boolean {
  return max_time !== null && hooks.now() - startedAt > max_time * 1000;
}

/** The state of a new text after its prompt. */
export function startAfter(
  { codec, parameters }: Run,
  { ids, begun, healing, text }: Pick<PreparedPrompt, "ids" | "begun" | "healing" | "text">,
): TextState {
  const { stop_strings } = parameters;
  const rest = healing?.rest ?? 0;
  const longest = Math.max(0, ...stop_strings.map((stop) => stop.length));
  if (longest === 0) return startText("", stop_strings, begun, rest);
  if (rest > 0) return startText(text.slice(-longest), stop_strings, begun, rest);
  // A stop string might begin here. A character takes at least one byte, and a token holds at least one.
  const whole = codec.decode(ids.slice(0, ids.length - begun.window.length).slice(-3 * longest));
  const tail = whole + codec.decode(begun.window).slice(0, begun.taken);
  return startText(tail.slice(-longest), stop_strings, begun);
}

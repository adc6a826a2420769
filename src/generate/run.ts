import type { FinishReason, GenerateDelta } from "../contract/engine.ts";
import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import type { ResolvedParameters } from "../contract/parameters.ts";
import type { PreparedPrompt } from "./prepare.ts";

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
  readonly startedAt: number;
  /** Called once, when the first token of every row is known. */
  onFirstToken(): void;
}

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
  const { eos_token_id, max_time } = run.parameters;
  const last = ids.at(-1);
  if (last !== undefined && eos_token_id.includes(last)) return "eos";
  if (stopStringWritten) return "stop_string";
  if (ids.length >= longest) return "length";
  if (max_time !== null && run.hooks.now() - run.startedAt > max_time * 1000) return "time";
  return undefined;
}

/** The end of a prompt's text in which a stop string might begin; empty without stop strings. */
export function promptTail(run: Run, ids: readonly number[]): string {
  const longest = Math.max(0, ...run.parameters.stop_strings.map((stop) => stop.length));
  // A character takes at least one byte, and a token holds at least one.
  return longest === 0 ? "" : run.codec.decode(ids.slice(-3 * longest)).slice(-longest);
}

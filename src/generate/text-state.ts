import type { TextCodec } from "../contract/forward-pass.ts";
import { firstStop, possibleStart } from "./stop-strings.ts";

/**
 * How far the text of a row is decided. A value, never changed: beam search branches from it.
 */
export interface TextState {
  /** The last tokens, as far as their bytes may not yet form whole characters; all where their text depends on others. */
  readonly window: readonly number[];
  /** Characters of the window's text that were taken already. */
  readonly taken: number;
  /** The end of the text taken so far that may be the beginning of a stop string. */
  readonly held: string;
  /** Characters of the text that were let go already. */
  readonly written: number;
  /** How many characters of `held` belong to the prompt: they count for a stop string but are not written. */
  readonly promptCharacters: number;
  /** Characters still to come that the prompt already has; they are skipped. */
  readonly rest: number;
}

export interface TextStep {
  readonly state: TextState;
  /** Text that is decided with this token; never half a character or a part of a stop string. */
  readonly text: string;
  /** True when a stop string was completed: `text` ends before it. */
  readonly stopped: boolean;
}

/**
 * The state after a prompt. As in transformers, a stop string may begin in the prompt and end in the new text.
 * @param begun tokens at the end of the prompt that may end within a character, as `unfinishedTokens` finds them: the new
 *   text goes on with that character
 * @param rest characters of the prompt that the first new tokens write again
 */
export function startText(prompt: string, stops: readonly string[], begun?: UnfinishedTokens, rest = 0): TextState {
  const held = prompt.slice(prompt.length - possibleStart(prompt, stops));
  return { window: [], taken: 0, ...begun, held, written: 0, promptCharacters: held.length, rest };
}

/** The last tokens of a text that ends within a character. */
export type UnfinishedTokens = Pick<TextState, "window" | "taken">;

/** Which tokens at the end of a text may yet become a character; no tokens where it ends with a whole one and needs none. */
export function unfinishedTokens(tokens: readonly number[], codec: TextCodec): UnfinishedTokens {
  if (codec.contextual) return { window: tokens, taken: wholePart(codec.decode(tokens)).length };
  let state = startText("", []);
  for (const token of tokens) state = advanceText(state, token, codec, []).state;
  return { window: state.window, taken: state.taken };
}

/** Characters at the end of a text that ends in this state which are no whole character yet. */
export function unfinishedCharacters(
  { window, taken, rest = 0 }: UnfinishedTokens & { readonly rest?: number },
  codec: TextCodec,
): number {
  return window.length === 0 ? 0 : Math.max(0, codec.decode(window).length - taken - rest);
}

export function advanceText(state: TextState, token: number, codec: TextCodec, stops: readonly string[]): TextStep {
  const window = [...state.window, token];
  const decoded = codec.decode(window);
  const whole = wholePart(codec.settle?.(window) ?? decoded);
  const added = whole.slice(state.taken);
  const fresh = added.slice(state.rest);
  const rest = Math.max(0, state.rest - added.length);
  const isDone = whole === decoded && !codec.contextual;
  const next = isDone ? { window: [], taken: 0 } : { window, taken: Math.max(state.taken, whole.length) };
  return release(state, { ...next, rest }, fresh, stops);
}

/** Up to three bytes of a character may be there without the fourth; decoders write U+FFFD for them. */
function wholePart(decoded: string): string {
  return decoded.replace(/\uFFFD{1,3}$/u, "");
}

/** The text that is still undecided when a row ends without a stop string: broken characters and all. */
export function restOfText(state: TextState, codec: TextCodec): string {
  const { window, taken, rest } = state;
  return (state.held + codec.decode(window).slice(taken).slice(rest)).slice(state.promptCharacters);
}

/** The whole new text of a row from the state after its prompt. */
export function writtenText(
  start: TextState,
  tokens: readonly number[],
  codec: TextCodec,
  stops: readonly string[],
): string {
  let state = start;
  let text = "";
  for (const token of tokens) {
    const step = advanceText(state, token, codec, stops);
    text += step.text;
    if (step.stopped) return text;
    state = step.state;
  }
  return text + restOfText(state, codec);
}

function release(
  state: TextState,
  next: UnfinishedTokens & { readonly rest: number },
  fresh: string,
  stops: readonly string[],
): TextStep {
  const text = state.held + fresh;
  const stop = firstStop(text, stops);
  const end = stop ?? text.length - possibleStart(text, stops);
  const promptCharacters = Math.max(0, state.promptCharacters - end);
  const free = text.slice(state.promptCharacters, Math.max(end, state.promptCharacters));
  return {
    state: { ...next, held: text.slice(end), written: state.written + free.length, promptCharacters },
    text: free,
    stopped: stop !== undefined,
  };
}

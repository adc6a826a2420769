import type { FailureSentences, ParameterValue } from "./failure-parameters.ts";
import { isFailure, nameFailure } from "./name-failure.ts";
import type { Saying } from "./outcome.ts";
import { cleanLine } from "./plain-text.ts";
import { quoted } from "./quoted.ts";

/** A part of a sentence: one of our own words, or one that is foreign to us and to its reader. */
export type Piece = string | { readonly foreign: string };

/** A failure in sentences. */
interface ToldFailure {
  readonly message: readonly Piece[];
  /** What to do next, where it is known. */
  readonly hint?: readonly Piece[];
}

/** How a language writes what is no text. */
export interface Writing {
  number(value: number): string;
  /** With one digit behind the point. */
  fixed(value: number): string;
  bytes(value: number): string;
  list(names: readonly string[]): string;
  either(names: readonly string[]): string;
}

type Table = Readonly<Record<string, Readonly<Record<string, string | readonly [string, string]>>>>;

/** Characters of one parameter in a sentence: names are those of strangers' files. */
const LONGEST = 2000;

/** Says a failure in one language. One that it has no sentence for, being of another version of the site, is named. */
export function tellFailure(failure: Saying, sentences: FailureSentences, writing: Writing): ToldFailure {
  const table: Table = sentences;
  const found = table[failure.code]?.[failure.detail];
  if (found === undefined) return { message: [{ foreign: nameFailure(failure) }] };
  const [message, hint] = typeof found === "string" ? [found] : found;
  const fill = (sentence: string) => fillSentence(sentence, failure, sentences, writing);
  return { message: fill(message), ...(hint !== undefined && { hint: fill(hint) }) };
}

function fillSentence(sentence: string, failure: Saying, sentences: FailureSentences, writing: Writing): Piece[] {
  // Texts, names and kinds take turns.
  const parts = sentence.split(/\{(\w+)(?::(\w+))?\}/);
  const pieces: Piece[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    const [text = "", name, kind = "text"] = parts.slice(at, at + 3);
    pieces.push(text);
    const value = name === undefined ? undefined : failure.parameters[name];
    if (value !== undefined) pieces.push(...write(value, kind, sentences, writing));
  }
  return pieces.filter((piece) => piece !== "");
}

function write(value: ParameterValue, kind: string, sentences: FailureSentences, writing: Writing): readonly Piece[] {
  const clean = (text: string) => cleanLine(text, LONGEST);
  if (typeof value === "string") {
    const text = clean(kind === "quoted" ? quoted(value) : value);
    return [kind === "foreign" ? { foreign: text } : text];
  }
  if (typeof value === "number")
    return [kind === "bytes" || kind === "fixed" ? writing[kind](value) : writing.number(value)];
  if (isFailure(value)) {
    const { message, hint = [] } = tellFailure(value, sentences, writing);
    return kind === "hint" ? hint : message;
  }
  if (value.every((one) => typeof one === "string")) {
    const names = value.map((name) => clean(kind === "quotedList" ? quoted(name) : name));
    return [kind === "either" ? writing.either(names) : writing.list(names)];
  }
  const told = value.filter(isFailure).map((one) => tellFailure(one, sentences, writing).message);
  return told.flatMap((message, index) => (index === 0 ? message : ["; ", ...message]));
}

import type { FailuresInEnglish } from "./failures-in-english.ts";
import type { Saying } from "./outcome.ts";

/** The kinds of parameters in the sentences of failures, as they stand behind a colon: `{bytes:number}`. */
export interface ParameterKinds {
  /** A name, a number that counts nothing, an address; written as it is. The kind where none is named. */
  readonly text: string;
  /** A sentence that neither this site nor its visitor wrote, such as a browser's own error; marked as one where it is shown. */
  readonly foreign: string;
  /** A text out of a foreign file: in quotes, what cannot be seen escaped. */
  readonly quoted: string;
  /** Counts something; written with the marks of the reader's language. */
  readonly number: number;
  /** As `number`, with one digit behind the point. */
  readonly fixed: number;
  /** A size in bytes; written in the unit that suits it. */
  readonly bytes: number;
  /** Names with commas between them. */
  readonly list: readonly string[];
  readonly quotedList: readonly string[];
  /** Names of which one is meant: `a or b`. */
  readonly either: readonly string[];
  /** What another failure says happened. */
  readonly failure: Saying;
  readonly failures: readonly Saying[];
  /** What another failure says is to be done. */
  readonly hint: Saying;
}

export type ParameterValue = ParameterKinds[keyof ParameterKinds];

/** What has sentences: the codes of failures, and `note` for what is none. */
export type SayingCode = keyof FailuresInEnglish;

/** Why something failed. Codes are stable: the page, the API and the command line choose what they do by them. */
export type FailureCode = Exclude<SayingCode, "note">;

/** What exactly happened, among what has one code. */
export type DetailOf<C extends SayingCode> = keyof FailuresInEnglish[C] & string;

type Hole<T> = T extends `${string}{${infer Found}}${infer Rest}` ? Found | Hole<Rest> : never;
type NameOf<H> = H extends `${infer Name}:${string}` ? Name : H;
type ValueOf<H> = H extends `${string}:${infer Kind}`
  ? Kind extends keyof ParameterKinds
    ? ParameterKinds[Kind]
    : never
  : string;
type TextsOf<T> = T extends readonly string[] ? T[number] : T;

/** The parameters of a failure: those that its message and its hint name, with the types of their kinds. */
export type FailureParameters<C extends SayingCode, D extends DetailOf<C>> = {
  readonly [H in Hole<TextsOf<FailuresInEnglish[C][D]>> as NameOf<H> & string]: ValueOf<H>;
};

/** What one language says of every failure: what happened, and with it what to do next where English says it. */
export type FailureSentences = {
  readonly [C in SayingCode]: {
    readonly [D in keyof FailuresInEnglish[C]]: FailuresInEnglish[C][D] extends readonly string[]
      ? readonly [message: string, hint: string]
      : string;
  };
};

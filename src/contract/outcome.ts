import type { DetailOf, FailureCode, FailureParameters, ParameterValue, SayingCode } from "./failure-parameters.ts";
import { nameFailure } from "./name-failure.ts";
import { cleanLine } from "./plain-text.ts";

/** Something to say, as data: each surface has its sentences. Survives structured cloning. */
export interface Saying {
  readonly code: SayingCode;
  /** What exactly it was, by the code's sentences: `full` of `quota`. */
  readonly detail: string;
  /** What the sentences name: files, numbers, other failures. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** What is said beside failures, such as why a backend was chosen. */
export interface Note extends Saying {
  readonly code: "note";
}

/** A failure as data: what happened, with its parameters. */
export interface Failure extends Saying {
  readonly code: FailureCode;
  /** The thing concerned, for programs: a parameter of a request, a file. */
  readonly subject?: string;
  /** Seconds to wait before trying again, where the other side said so. */
  readonly retryAfterSeconds?: number;
}

type Beside = Pick<Failure, "subject" | "retryAfterSeconds">;

/** What crosses a border instead of an exception: Comlink would lose an error's class and code. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Characters of a failure's subject, which may be a name out of a stranger's file. */
const SUBJECT_CHARACTERS = 2000;

/** A failure with all that its sentences name. */
export function makeFailure<C extends FailureCode, D extends DetailOf<C>>(
  code: C,
  detail: D,
  parameters: FailureParameters<C, D>,
  { subject, ...beside }: Beside = {},
): Failure {
  return {
    code,
    detail,
    parameters: Object.fromEntries(Object.entries(parameters)),
    ...(subject !== undefined && { subject: cleanLine(subject, SUBJECT_CHARACTERS) }),
    ...beside,
  };
}

/** A note with all that its sentence names. */
export function makeNote<D extends DetailOf<"note">>(detail: D, parameters: FailureParameters<"note", D>): Note {
  return { code: "note", detail, parameters: Object.fromEntries(Object.entries(parameters)) };
}

/** Thrown inside a room for an expected failure; turned into an {@link Outcome} at the room's border. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(nameFailure(failure));
    this.name = "Refusal";
    this.failure = failure;
  }
}

/** What a failure is made of, as {@link makeFailure} takes it. */
type Made<C extends FailureCode, D extends DetailOf<C>> = [
  code: C,
  detail: D,
  parameters: FailureParameters<C, D>,
  beside?: Beside,
];

/** The error to throw for a failure. */
export function refuse<C extends FailureCode, D extends DetailOf<C>>(...made: Made<C, D>): Refusal {
  return new Refusal(makeFailure(...made));
}

export function succeed<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** The outcome of what failed. */
export function fail<C extends FailureCode, D extends DetailOf<C>>(...made: Made<C, D>): Outcome<never> {
  return failed(makeFailure(...made));
}

/** The outcome for a failure of elsewhere. */
export function failed(failure: Failure): Outcome<never> {
  return { ok: false, failure };
}

/** What engines say where memory is refused: "Array buffer allocation failed", "could not allocate memory", "Out of memory". */
const NO_MEMORY = /out of memory|allocat/i;

/** What browsers say of a module that does not come: Chromium, Firefox, WebKit. */
const NO_SCRIPT = /dynamically imported module|importing a module script failed/i;

/**
 * The failure that a caught value stands for. The engine's own refusal of memory is `out_of_memory`; anything else that is no
 * {@link Refusal} is a fault of ours: `internal`.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return error.failure;
  const reason = reasonOf(error);
  if (error instanceof TypeError && NO_SCRIPT.test(reason)) return makeFailure("network", "script", {});
  if (!(error instanceof RangeError) || !NO_MEMORY.test(reason)) return makeFailure("internal", "error", { reason });
  return makeFailure("out_of_memory", "engine", { reason });
}

/** What a caught value says itself: a browser's or a library's own words. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs `work` and turns whatever it throws into a failure. */
export async function toOutcome<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return succeed(await work());
  } catch (error) {
    return failed(failureOf(error));
  }
}

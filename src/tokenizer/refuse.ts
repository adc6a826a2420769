import { makeNote, type Refusal, type Note } from "../contract/outcome.ts";
import { refuseTokenizer } from "../contract/refuse-file.ts";
import { nameFailure } from "../contract/name-failure.ts";
import type { DetailOf, FailureParameters } from "../contract/failure-parameters.ts";

/** A part of a tokenizer that is not understood: obeying half of it would give other ids. */
export function unsupported(path: string, field: string | null, value: unknown): Refusal {
  const shown = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return field === null
    ? refuseTokenizer(path, "unsupported_file", { value: shown })
    : refuseTokenizer(path, "unsupported", { field, value: shown });
}

type FaultOf<D extends DetailOf<"note">> = D extends `fault_${infer Fault}` ? Fault : never;
/** What a part can have that is not understood, as the notes of failures name it. */
type Fault = FaultOf<DetailOf<"note">>;

/** A part that its maker does not understand. */
export class NotUnderstood extends Error {
  /** What it has, to be said after the part's name. */
  readonly fault: Note;

  constructor(fault: Note) {
    super(nameFailure(fault));
    this.name = "NotUnderstood";
    this.fault = fault;
  }
}

/** The error to throw for a part with something that is not understood. */
export function refusePart<F extends Fault>(
  fault: F,
  parameters: FailureParameters<"note", `fault_${F}`>,
): NotUnderstood {
  return new NotUnderstood(makeNote(`fault_${fault}`, parameters));
}

import { cleanLine } from "./plain-text.ts";

/** Why something failed. Codes are stable: the page, the API and the command line choose their words and status by them. */
export type FailureCode =
  | "bad_request"
  | "model_not_found"
  | "no_usable_files"
  | "unsupported_architecture"
  | "malformed_file"
  | "unsafe_pickle"
  | "limit_exceeded"
  | "tokenizer_mismatch"
  | "size_mismatch"
  | "integrity"
  | "network"
  | "offline"
  | "unauthorized"
  | "rate_limited"
  | "server_error"
  | "quota"
  | "storage"
  | "out_of_memory"
  | "nan_logits"
  | "self_test_failed"
  | "no_backend"
  | "gpu_lost"
  | "not_loaded"
  | "busy"
  | "cancelled"
  | "page_closed"
  | "page_asleep"
  | "unsendable"
  | "worker_died"
  | "worker_hung"
  | "internal";

/** A failure as data: what happened, to which thing, and what the user can do next. Survives structured cloning. */
export interface Failure {
  readonly code: FailureCode;
  /** One sentence that names the file, tensor, parameter or address concerned. */
  readonly message: string;
  /** The thing concerned, for example `model.safetensors: transformer.h.0.attn.c_attn.weight`. */
  readonly subject?: string;
  /** What to do next, as a sentence. */
  readonly hint?: string;
  /** Seconds to wait before trying again, where the other side said so. */
  readonly retryAfterSeconds?: number;
}

/** What crosses a border instead of an exception: Comlink would lose an error's class and code. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** The longest messages list the fields of a body. */
const MESSAGE_CHARACTERS = 2000;

/** Names in a message are those of strangers' files. */
function cleaned({ message, subject, hint, ...rest }: Failure): Failure {
  const clean = (text: string) => cleanLine(text, MESSAGE_CHARACTERS);
  return {
    ...rest,
    message: clean(message),
    ...(subject !== undefined && { subject: clean(subject) }),
    ...(hint !== undefined && { hint: clean(hint) }),
  };
}

/** Thrown inside a room for an expected failure; turned into an {@link Outcome} at the room's border. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(code: FailureCode, message: string, details: Omit<Failure, "code" | "message"> = {}) {
    const failure = cleaned({ code, message, ...details });
    super(failure.message);
    this.name = "Refusal";
    this.failure = failure;
  }
}

export function succeed<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(failure: Failure): Outcome<never> {
  return { ok: false, failure: cleaned(failure) };
}

/** What a person is told of a failure: what happened, and what to do next where that is known. */
export function describeFailure({ message, hint }: Failure): string {
  return hint === undefined ? message : `${message} ${hint}`;
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
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TypeError && NO_SCRIPT.test(message)) {
    const hint = "Check the connection, then load the page again.";
    return { code: "network", message: "A script of this site could not be loaded.", hint };
  }
  if (!(error instanceof RangeError) || !NO_MEMORY.test(message)) return { code: "internal", message };
  const hint = "Close other tabs, ask for fewer or shorter texts, or use a smaller model.";
  return { code: "out_of_memory", message: `There is not enough memory: ${message}.`, hint };
}

/** Runs `work` and turns whatever it throws into a failure. */
export async function toOutcome<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return succeed(await work());
  } catch (error) {
    return fail(failureOf(error));
  }
}

import type { FailureCode } from "../contract/failure-parameters.ts";
import type { EmbedFailure } from "../contract/embed.ts";

/** Why a call failed: a code of the model's page, or one of the connection. */
export type HostlessErrorCode = FailureCode | "timeout" | "disconnected" | "aborted" | "refused";

/** What every method of the SDK rejects with. */
export class HostlessError extends Error {
  readonly code: HostlessErrorCode;
  /** What to do next, where it is known. */
  readonly hint: string | undefined;
  /** Seconds to wait before trying again, where the queue was full. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: HostlessErrorCode, message: string, details: Partial<EmbedFailure> = {}) {
    super(message);
    this.name = "HostlessError";
    this.code = code;
    this.hint = details.hint;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

export function errorOf(failure: EmbedFailure): HostlessError {
  return new HostlessError(failure.code, failure.message, failure);
}

import { failureOf } from "../contract/outcome.ts";
import type { FailureCode } from "../contract/failure-parameters.ts";

const CODES: ReadonlySet<FailureCode> = new Set([
  "unsupported_architecture",
  "limit_exceeded",
  "out_of_memory",
  "no_backend",
]);

/** Whether a failure to start the kernel is the kernel's own: another backend may run the same files. */
export function isBeyondKernel(error: unknown): boolean {
  return CODES.has(failureOf(error).code);
}

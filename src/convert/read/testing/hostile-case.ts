import type { FailureCode } from "../../../contract/failure-parameters.ts";
import type { NamedBytes } from "../../../contract/bytes.ts";

/** A checkpoint that must be refused, with the reason it must be refused for. */
export interface HostileCase {
  readonly name: string;
  readonly code: FailureCode;
  readonly files: readonly NamedBytes[];
}

export type HostileCases = Generator<HostileCase>;

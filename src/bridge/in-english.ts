import type { EmbedFailure, EmbedOutcome } from "../contract/embed.ts";
import { nameFailure } from "../contract/name-failure.ts";
import type { Failure, Outcome } from "../contract/outcome.ts";

/** An outcome as it leaves the site. The sentences are fetched for the first failure. */
export async function inEnglish<T>(outcome: Outcome<T>): Promise<EmbedOutcome<T>> {
  return outcome.ok ? outcome : { ok: false, failure: await failureInEnglish(outcome.failure) };
}

async function failureInEnglish(failure: Failure): Promise<EmbedFailure> {
  const { code, subject, retryAfterSeconds } = failure;
  const beside = {
    ...(subject !== undefined && { subject }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
  try {
    const { tellInEnglish } = await import("../contract/tell-in-english.ts");
    return { code, ...tellInEnglish(failure), ...beside };
  } catch {
    // There may be no network, and the call may have failed for the same reason.
    return { code, message: nameFailure(failure), ...beside };
  }
}

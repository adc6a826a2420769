import { Refusal, reasonOf, refuse } from "../contract/outcome.ts";

/** What a failed write to this browser's storage means. */
export function storageFailure(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const name = error instanceof Error ? error.name : "";
  return name === "QuotaExceededError" ? outOfQuota() : refuse("storage", "failed", { reason: reasonOf(error) });
}

/** Of a storage that took bytes and does not have them. */
export function lostFailure(): Refusal {
  return refuse("storage", "lost", {});
}

export function outOfQuota(): Refusal {
  return refuse("quota", "full", {});
}

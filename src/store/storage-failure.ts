import { Refusal } from "../contract/outcome.ts";

/** What a failed write to this browser's storage means. */
export function storageFailure(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const name = error instanceof Error ? error.name : "";
  if (name === "QuotaExceededError") return outOfQuota();
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal("storage", `This browser's storage failed: ${reason}`, {
    hint: "The model works, but is not kept on this device.",
  });
}

/** Of a storage that took bytes and does not have them. */
export function lostFailure(): Refusal {
  return storageFailure(new Error("what was written is not there."));
}

export function outOfQuota(): Refusal {
  return new Refusal("quota", "This browser gives the site no more storage.", {
    hint: "Free some space on the device, or delete a model under Storage.",
  });
}

import { type Refusal, reasonOf } from "../contract/outcome.ts";
import { refuseAbout } from "../contract/refuse-file.ts";

/** What it means that the disk did not take something. @param place path that is told */
export function diskFailure(place: string, error: unknown): Refusal {
  const isFull = error instanceof Error && "code" in error && error.code === "ENOSPC";
  return isFull
    ? refuseAbout("storage", place, "disk_full", {})
    : refuseAbout("storage", place, "unwritable", { reason: reasonOf(error) });
}

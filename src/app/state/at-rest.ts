import type { PageState } from "./page.ts";
import { isUnderWay } from "./run.ts";

/** True while the visitor waits for nothing: no model is on its way, and no text. */
export function isAtRest({ load, run }: PageState): boolean {
  return (load.kind === "ready" || load.kind === "failed" || load.kind === "asking") && !isUnderWay(run);
}

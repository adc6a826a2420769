import { refuse } from "../contract/outcome.ts";
import type { TrainResult } from "../train/training-run.ts";
import type { AdapterFolder } from "./adapter-folder.ts";

/**
 * Ends a training that kept nothing but the base. One that was stopped can go on; any other would end the same way again, so its state goes.
 * @throws Refusal `cancelled` or `bad_request` where nothing was better than the base
 */
export async function refuseUnlearned(
  folder: Pick<AdapterFolder, "discard">,
  { step, end, before }: Pick<TrainResult, "step" | "end" | "before">,
): Promise<void> {
  if (step > 0) return;
  if (end === "stopped") throw refuse("cancelled", "training", {});
  await folder.discard();
  throw refuse("bad_request", "nothing_learned", { before });
}

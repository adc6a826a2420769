import { type ModelSource, pinnedTo } from "../contract/model-source.ts";
import { toOutcome } from "../contract/outcome.ts";
import type { TeachableModel } from "../contract/training.ts";
import { readJson } from "../convert/read/json-file.ts";
import { parseConfig } from "../gpt2/config.ts";
import { fittingBits } from "../kernel/fitting-bits.ts";
import { chooseGraph } from "./open-base.ts";
import type { TrainerWorld } from "./trainer-world.ts";

const CONFIG = "config.json";

/** The models that are kept whole on this device, last used first, with the reason why one of them cannot be taught. */
export async function listModels(world: Pick<TrainerWorld, "store">): Promise<readonly TeachableModel[]> {
  const models = (await world.store.stored()).filter(({ complete }) => complete);
  models.sort((one, other) => other.lastUsed - one.lastUsed);
  return Promise.all(
    models.map(async ({ name, bytes, commit, ...model }) => {
      const source = pinnedTo(model.source, commit);
      const checked = await toOutcome(() => checkModel(source, world));
      return { source, name, bytes, ...(!checked.ok && { why: checked.failure }) };
    }),
  );
}

/** @throws Refusal `no_usable_files` for what is no package of ours, `limit_exceeded` for what fits no memory */
async function checkModel(source: ModelSource, world: Pick<TrainerWorld, "store">): Promise<void> {
  const listing = await world.store.lookUp(source);
  await chooseGraph(listing, world);
  const config = await readJson({ path: CONFIG, bytes: new Blob([await world.store.read(listing, CONFIG)]) });
  // It is taught as int8, whatever its package has.
  fittingBits(parseConfig({ model_type: "gpt2", ...config }, CONFIG), 8);
}

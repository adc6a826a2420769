import type { ModelOffer, ModelSource } from "../contract/engine.ts";
import { DTYPES } from "../contract/manifest.ts";
import { findGraphs } from "../runtime/find-graphs.ts";
import { probeGpu } from "../runtime/gpu.ts";
import { planBackends } from "../runtime/plan.ts";
import type { EngineWorld } from "./engine-world.ts";
import { graphBytes } from "./load-model.ts";
import { readCard } from "./model-card.ts";
import { lookUp } from "./store/look-up.ts";
import { openFiles } from "./store/open-files.ts";

const CARD = "README.md";

/** Looks a model up and says what loading it would mean. */
export async function describeModel(source: ModelSource, world: EngineWorld): Promise<ModelOffer> {
  const listing = await lookUp(source, world.store);
  const paths = listing.files.map(({ path }) => path);
  const bytes = graphBytes(listing, findGraphs(paths, listing.manifest));
  const gpu = await probeGpu(world.gpu);
  const plan = planBackends({ options: {}, bytes, own: listing.manifest !== undefined, gpu });
  const dtype = plan.candidates[0]?.dtype;
  return {
    source,
    name: listing.name,
    origin: listing.origin,
    ...(listing.commit === undefined ? {} : { commit: listing.commit }),
    card: readCard(paths.includes(CARD) ? await readCardFile() : undefined, listing.name),
    dtypes: DTYPES.flatMap((name) => {
      const size = bytes[name];
      return size === undefined ? [] : [{ dtype: name, bytes: size, kept: false }];
    }),
    needsConversion: false,
    downloadBytes: (dtype === undefined ? undefined : bytes[dtype]) ?? 0,
  };

  async function readCardFile(): Promise<string> {
    const { files } = await openFiles(listing, [CARD], world.store, { signal: new AbortController().signal });
    return files.text(CARD);
  }
}

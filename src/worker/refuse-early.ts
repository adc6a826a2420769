import { parseStrictJson, plainJson } from "../contract/strict-json.ts";
import { ADAPTER_CONFIG, refuseAdapter } from "../convert/read/adapter.ts";
import { checkArchitecture } from "../convert/read/architecture.ts";
import { refuseWithoutConfig } from "../convert/read/without-config.ts";
import { checkpointPaths } from "./checkpoint-paths.ts";
import { graphsOf } from "./model-graphs.ts";
import type { Listing } from "./store/listing.ts";

const CONFIG = "config.json";
/** A configuration has some kilobytes; a larger one is looked at when the model is loaded. */
const CONFIG_BYTES = 262_144;

/**
 * Refuses what its file names and small files show to be no GPT-2, before anyone is asked to download its weights. What
 * cannot be told from these is left to those who read the files.
 * @param peek the text of a file up to so many bytes
 * @throws Refusal `no_usable_files`, `unsupported_architecture`
 */
export async function refuseEarly(
  listing: Listing,
  peek: (path: string, most: number) => Promise<string>,
): Promise<void> {
  if (listing.manifest !== undefined) return;
  const paths = listing.files.map(({ path }) => path);
  const read = (path: string) => peek(path, CONFIG_BYTES);
  const isSmall = (name: string) => listing.files.some(({ path, size }) => path === name && size <= CONFIG_BYTES);
  const isReady = Object.keys(graphsOf(listing)).length > 0;
  const hasWeights = checkpointPaths(paths).some((path) => /\.(?:safetensors|bin)$/.test(path));
  if (!isReady && isSmall(ADAPTER_CONFIG)) throw refuseAdapter(await read(ADAPTER_CONFIG), hasWeights);
  if (!isReady && !paths.includes(CONFIG)) throw refuseWithoutConfig(paths);
  if (!isSmall(CONFIG)) return;
  const config = fieldsOf(await read(CONFIG));
  // A ready folder may say less of itself than a checkpoint.
  if (config && (hasWeights || config["model_type"] !== undefined)) checkArchitecture(config, CONFIG);
}

/** Nothing where the file is broken: that is said when it is read to be used. */
function fieldsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json = parseStrictJson(text, CONFIG);
    return json instanceof Map ? Object(plainJson(json)) : undefined;
  } catch {
    return undefined;
  }
}

import { ADAPTER_CONFIG } from "../contract/model-folder.ts";
import { refuse } from "../contract/outcome.ts";
import { parseStrictJson, plainJson } from "../contract/strict-json.ts";
import { refuseWithoutConfig } from "../contract/without-config.ts";
import { ADAPTER_FILES, refuseAdapter } from "../convert/read/adapter.ts";
import { checkArchitecture } from "../gpt2/architecture.ts";
import type { Listing } from "../store/listing.ts";
import { viewAdapted } from "./adapted-model.ts";
import { basePaths, checkpointPaths, foreignForm, isTop } from "./checkpoint-paths.ts";
import { graphsOf } from "./model-graphs.ts";
import { type Peek, peekConfig } from "./peek-config.ts";

const CONFIG = "config.json";

/**
 * Refuses what its file names and small files show to be no GPT-2, before anyone is asked to download its weights. What
 * cannot be told from these is left to those who read the files.
 * @param peek the text of a file up to so many bytes
 * @throws Refusal `no_usable_files`, `unsupported_architecture`
 */
export async function refuseEarly(listing: Listing, peek: Peek): Promise<void> {
  if (listing.manifest !== undefined) return;
  const isReady = Object.keys(graphsOf(listing)).length > 0;
  const adapter = isReady ? undefined : await peekConfig(listing, peek, ADAPTER_CONFIG);
  if (adapter !== undefined) await checkAdapter(adapter, listing);
  const whole = viewAdapted(listing, peek);
  await refuseModel(whole.listing, whole.peek);
}

async function refuseModel(listing: Listing, peek: Peek): Promise<void> {
  const paths = listing.files.map(({ path }) => path);
  const isReady = Object.keys(graphsOf(listing)).length > 0;
  const hasWeights = checkpointPaths(paths).length > 0;
  const form = isReady ? undefined : foreignForm(paths);
  if (!isReady && form === undefined && !paths.includes(CONFIG)) throw refuseWithoutConfig(paths);
  await form?.checkStart?.(form.choose(paths.filter(isTop)), peek);
  const text = await peekConfig(listing, peek, CONFIG);
  const config = text === undefined ? undefined : fieldsOf(text, CONFIG);
  // A ready folder may say less of itself than a checkpoint.
  if (config && (hasWeights || config["model_type"] !== undefined)) checkArchitecture(config, CONFIG);
}

/** An adapter is used where its base is there, and everything in it that changes the result can be done. */
async function checkAdapter(text: string, { files }: Listing): Promise<void> {
  // Few models are adapters.
  const { parseAdapterConfig } = await import("../convert/read/adapter/adapter-config.ts");
  const json = fieldsOf(text, ADAPTER_CONFIG);
  if (json !== undefined) parseAdapterConfig(json, ADAPTER_CONFIG);
  const paths = files.map(({ path }) => path);
  if (checkpointPaths(paths).length === 0) throw refuseAdapter(text);
  if (basePaths(paths).length > 0 && !ADAPTER_FILES.some((name) => paths.includes(name)))
    throw refuse("no_usable_files", "adapter_without_file", { path: ADAPTER_CONFIG }, { subject: ADAPTER_CONFIG });
}

/** Nothing where the file is broken: that is said when it is read to be used. */
function fieldsOf(text: string, path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json = parseStrictJson(text, path);
    return json instanceof Map ? Object(plainJson(json)) : undefined;
  } catch {
    return undefined;
  }
}

import * as v from "valibot";
import { readAdapterFields } from "../contract/adapter-fields.ts";
import { ADAPTER_CONFIG, BASE_FOLDER } from "../contract/model-folder.ts";
import { repoId, revisionName } from "../contract/model-reference.ts";
import { failureOf } from "../contract/outcome.ts";
import { isWeights } from "../contract/without-config.ts";
import { fetchChecked } from "./fetch-checked.ts";
import type { ListedFile, Listing } from "./listing.ts";

/** PEFT writes some 1,500; what is longer is not worth a visitor's bytes before a click. */
const CONFIG_BYTES = 65_536;
/** What the Hub says of a name that is not a repository of it, such as a folder of the adapter's owner. */
const UNKNOWN = new Set(["model_not_found", "unauthorized", "bad_request"]);

/**
 * An adapter's files with those of its base: of the repository that `adapter_config.json` names, as transformers takes it. Picked files
 * that have the base's weights beside them keep these, as transformers does with a folder. Nothing else is changed: what has no base
 * is refused by those who look at it.
 * @throws Refusal as `lookUpRepo`, but for a name that the Hub does not know
 */
export async function withBase(
  listing: Listing,
  lookUpRepo: (repo: string, revision?: string) => Promise<Listing>,
  fetcher: typeof fetch,
  signal?: AbortSignal,
): Promise<Listing> {
  const isPicked = listing.source.kind === "files";
  const names = listing.files.map(({ path }) => path);
  const config = listing.files.find(({ path, size }) => path === ADAPTER_CONFIG && size <= CONFIG_BYTES);
  const isReady = listing.manifest !== undefined || names.some((name) => name.endsWith(".onnx"));
  const hasBase = names.some((name) => name.startsWith(BASE_FOLDER) || (isPicked && isWeights(name)));
  if (config === undefined || isReady || hasBase) return listing;
  const { base_model_name_or_path: repo, revision } = readAdapterFields(await textOf(config, fetcher, signal));
  if (!v.is(repoId, repo)) return listing;
  try {
    return joined(listing, await lookUpRepo(repo, v.is(revisionName, revision) ? revision : undefined));
  } catch (error) {
    // Picked files are here without the network, too: what they lack is said of them.
    if (signal?.aborted || !(isPicked || UNKNOWN.has(failureOf(error).code))) throw error;
    return listing;
  }
}

function joined(listing: Listing, base: Listing): Listing {
  // Checkpoints and graphs in folders below are not what was adapted.
  const own = base.files.filter(({ path }) => !path.includes("/"));
  if (base.commit === undefined) return listing;
  return {
    ...listing,
    base: { name: base.name, commit: base.commit },
    files: [...listing.files, ...own.map((file) => ({ ...file, path: BASE_FOLDER + file.path }))],
  };
}

async function textOf({ from }: ListedFile, fetcher: typeof fetch, signal?: AbortSignal): Promise<string> {
  if ("bytes" in from) return new TextDecoder().decode(await from.bytes.arrayBuffer());
  const response = await fetchChecked(fetcher, from.url, signal === undefined ? {} : { signal });
  return response.text();
}

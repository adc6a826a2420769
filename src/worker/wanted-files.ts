import { CHAT_TEMPLATE } from "../contract/chat.ts";
import type { Dtype } from "../contract/dtypes.ts";
import type { GraphFiles } from "../runtime/find-graphs.ts";
import type { Listing } from "../store/listing.ts";
import { CARD } from "../store/record.ts";
import { checkpointPaths, TOKENIZER_FILES, VOCABULARY_FILES } from "./checkpoint-paths.ts";
import { graphsOf } from "./model-graphs.ts";

/** Bytes of a model card that are read; a longer one is not downloaded. */
export const CARD_BYTES = 131_072;

const FAST = "tokenizer.json";
/** A template, and the names of the tokens that it may put into a prompt. */
const CHAT_FILES = [CHAT_TEMPLATE, "tokenizer_config.json"];

/** Files beside the graph that are read when they are there. */
const SIDE_FILES = ["config.json", "generation_config.json", CARD];

/**
 * What running a graph downloads, in order. Few files are fetched at a time: the weights begin at once, but only their first
 * part is asked for before what is read first.
 */
export function graphDownload(listing: Listing, { graph, data }: GraphFiles): readonly string[] {
  const sides = [...tokenizerFiles(listing), ...SIDE_FILES].filter((path) => isWorthFetching(listing, path));
  return [...data.slice(0, 1), graph, ...sides, ...data.slice(1)];
}

/** In a package of ours one file says all. */
function tokenizerFiles({ manifest, files }: Listing): readonly string[] {
  if (manifest !== undefined) return files.some(({ path }) => path === CHAT_TEMPLATE) ? [FAST, ...CHAT_FILES] : [FAST];
  // It stands for the other vocabularies, which may be large.
  const isFast = files.some(({ path }) => path === FAST);
  return [...TOKENIZER_FILES, CHAT_TEMPLATE].filter((path) => !(isFast && VOCABULARY_FILES.includes(path)));
}

/** What converting a checkpoint downloads. */
export function checkpointDownload(listing: Listing): readonly string[] {
  const paths = checkpointPaths(listing.files.map(({ path }) => path));
  return paths.filter((path) => isWorthFetching(listing, path));
}

/** What running the weights of this dtype downloads; nothing where there are none. */
export function dtypeDownload(listing: Listing, dtype: Dtype): readonly string[] {
  const graph = graphsOf(listing)[dtype];
  return graph === undefined ? [] : graphDownload(listing, graph);
}

function isWorthFetching({ files }: Listing, path: string): boolean {
  const file = files.find((listed) => listed.path === path);
  return file !== undefined && (path !== CARD || file.size <= CARD_BYTES);
}

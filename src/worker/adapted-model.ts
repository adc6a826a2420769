import { ADAPTER_CONFIG, BASE_FOLDER } from "../contract/model-folder.ts";
import { holdsVocabulary, isTokenizerFile } from "../contract/tokenizer-files.ts";
import type { Listing } from "../store/listing.ts";
import { basePaths, isTop } from "./checkpoint-paths.ts";
import type { Peek } from "./peek-config.ts";

/** A model and how its small files are read. */
interface Looked {
  readonly listing: Listing;
  readonly peek: Peek;
}

/**
 * The model that an adapter and its base make together, for those who look at names and small files: the base's files, with the
 * adapter's tokenizer where it has one. Other models as they are.
 */
export function viewAdapted(listing: Listing, peek: Peek): Looked {
  const paths = listing.files.map(({ path }) => path);
  if (!paths.includes(ADAPTER_CONFIG) || basePaths(paths).length === 0) return { listing, peek };
  const own = paths.filter((path) => isTop(path) && isTokenizerFile(path));
  const hasOwn = own.some(holdsVocabulary);
  const base = basePaths(paths).filter((path) => !(hasOwn && isTokenizerFile(path)));
  const places = new Map([
    ...base.map((path) => [path, BASE_FOLDER + path] as const),
    ...(hasOwn ? own.map((path) => [path, path] as const) : []),
  ]);
  const byPath = new Map(listing.files.map((file) => [file.path, file]));
  const files = [...places].flatMap(([path, place]) => {
    const file = byPath.get(place);
    return file ? [{ ...file, path }] : [];
  });
  return { listing: { ...listing, files }, peek: (path, most) => peek(places.get(path) ?? path, most) };
}

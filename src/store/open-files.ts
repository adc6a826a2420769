import type { Listing, OpenedFiles, OpenOptions } from "./listing.ts";
import { type Places, Opening } from "./opening.ts";
import type { StoreWorld } from "./store-world.ts";

interface Opened extends OpenedFiles {
  /** Resolves when nothing is downloaded into a store or written there any more, whatever came of it. */
  settle(): Promise<void>;
}

/** Opens the named files of a model: begins to fetch those that are not kept yet, and checks each before it is read. */
export function openFiles(
  listing: Listing,
  paths: readonly string[],
  places: Places,
  world: StoreWorld,
  options: OpenOptions,
): Opened {
  const opening = new Opening(listing, paths, places, world, options);
  opening.start();
  return {
    get isBroken() {
      return opening.isBroken;
    },
    get kept() {
      return opening.kept;
    },
    settle: () => opening.settle(),
    source: (path) => opening.bytesOf(path),
    files: {
      paths: opening.paths,
      size: (path) => opening.file(path).size,
      bytes: async (path) => new Uint8Array(await (await opening.bytesOf(path)).arrayBuffer()),
      text: async (path) => new TextDecoder().decode(await (await opening.bytesOf(path)).arrayBuffer()),
      stream: (path) => opening.stream(path),
    },
  };
}

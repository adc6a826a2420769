import { createFinder, type ModelFinder } from "./find-model.ts";
import { agreedPaths } from "./kept-listing.ts";
import { createKeptModels, type KeptModels } from "./kept-models.ts";
import type { Listing, OpenOptions } from "./listing.ts";
import { type OpenedModel, openModel } from "./open-model.ts";
import { createOwnPackages, type OwnPackages } from "./own-packages.ts";
import { createPlaces } from "./store-places.ts";
import type { StoreWorld } from "./store-world.ts";

/** Models: where they are, what is kept of them on this device, and their verified bytes. */
export interface ModelStore extends ModelFinder, KeptModels, OwnPackages {
  /** As {@link openModel}. */
  open(listing: Listing, paths: readonly string[], options: OpenOptions): Promise<OpenedModel>;
  /** Whether these files are there, and kept for this very model where they were fetched: opening them asks no host. */
  isHere(listing: Listing, paths: readonly string[]): Promise<boolean>;
}

export function createModelStore(world: StoreWorld): ModelStore {
  const places = createPlaces(world);
  return {
    ...createFinder(places),
    open: (listing, paths, options) => openModel(places, listing, paths, options),
    async isHere(listing, paths) {
      const agreed = await agreedPaths((await places.lasting()).store, listing, world);
      const given = listing.files.filter(({ from }) => "bytes" in from).map(({ path }) => path);
      return paths.every((path) => agreed.has(path) || given.includes(path));
    },
    ...createKeptModels(places),
    ...createOwnPackages(places),
  };
}

import { createFinder, type ModelFinder } from "./find-model.ts";
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
}

export function createModelStore(world: StoreWorld): ModelStore {
  const places = createPlaces(world);
  return {
    ...createFinder(places),
    open: (listing, paths, options) => openModel(places, listing, paths, options),
    ...createKeptModels(places),
    ...createOwnPackages(places),
  };
}

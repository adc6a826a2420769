import type { BlobStore } from "./blob-store.ts";
import { type ChosenStore, chooseStore, placesIn } from "./choose-store.ts";
import { lockRecords, tidy } from "./keep-records.ts";
import { createMemoryStore } from "./memory-store.ts";
import type { StoreWorld } from "./store-world.ts";

/** Where models are kept in this thread. */
export interface StorePlaces {
  readonly world: StoreWorld;
  /** For what finds no room, and what nobody agreed to keep. */
  readonly memory: BlobStore;
  /** The place that outlives the page, where there is one: chosen and tidied when it is first asked for. */
  lasting(): Promise<ChosenStore>;
}

export function createPlaces(world: StoreWorld): StorePlaces {
  let chosen: Promise<ChosenStore> | undefined;
  return {
    world,
    memory: createMemoryStore(),
    lasting() {
      // Records are locked, since a sweep takes a trial for what a tab left that ended.
      chosen ??= lockRecords(world, () => chooseStore(placesIn(world))).then(async (choice) => {
        await tidy(choice.store, world);
        return choice;
      });
      return chosen;
    },
  };
}

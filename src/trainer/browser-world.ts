import trainingUrl from "../kernel/build/training.wasm?url";
import { LOCKS } from "../contract/on-device.ts";
import { refuse } from "../contract/outcome.ts";
import { fetchModule } from "../kernel/fetch-module.ts";
import { createMessageHop } from "../kernel/message-hop.ts";
import { RunningSha256 } from "../kernel/running-sha256.ts";
import { createAdapterShelf } from "../store/adapter-shelf.ts";
import { browserAdapterTable } from "../store/adapter-table.ts";
import { browserStoreWorld } from "../store/browser-store-world.ts";
import { sha256Of } from "../store/digest.ts";
import type { LookUpWorld } from "../store/listing.ts";
import { createModelStore } from "../store/model-store.ts";
import { browserNotes } from "./kept-notes.ts";
import { startSecond } from "./start-second.ts";
import type { TrainerWorld } from "./trainer-world.ts";

/** The world as a browser's worker has it. */
export function browserWorld(addresses: Pick<LookUpWorld, "siteBase" | "hubUrl">): TrainerWorld {
  let module: Promise<WebAssembly.Module> | undefined;
  const loadKernel = () => {
    module ??= fetchModule(new URL(trainingUrl, import.meta.url));
    return module;
  };
  const openHash = async () => RunningSha256.open(await loadKernel());
  return {
    store: createModelStore(browserStoreWorld({ ...addresses, openHash })),
    shelf: createAdapterShelf(browserAdapterTable()),
    notes: browserNotes(),
    loadKernel,
    startSecond,
    sha256: (text) => sha256Of(new Blob([text])),
    alone,
    now: () => performance.now(),
    date: () => Date.now(),
    // A computation takes far longer than the hop, in every engine.
    breathe: createMessageHop(),
  };
}

/** Where a browser or a frame has no locks, the work just runs. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) return work();
  return locks.request(LOCKS.training, { ifAvailable: true }, (lock) => {
    if (lock === null) throw refuse("busy", "training", {});
    return work();
  });
}

import { waitFor } from "../publish/publish-world.ts";
import { createAdapterShelf } from "../store/adapter-shelf.ts";
import { browserAdapterTable } from "../store/adapter-table.ts";
import { browserStoreWorld } from "../store/browser-store-world.ts";
import { sha256Of } from "../store/digest.ts";
import { createModelStore } from "../store/model-store.ts";
import type { PublisherWorld } from "./publisher-world.ts";

/** Only models that are to be downloaded are hashed while they come. */
const noDownloads = () => Promise.reject(new Error("The publishing thread downloads no models."));

/** The world as a browser's worker has it. */
export function browserWorld(addresses: Pick<PublisherWorld, "siteBase" | "hubUrl" | "gitHubUrl">): PublisherWorld {
  return {
    ...addresses,
    store: createModelStore(browserStoreWorld({ ...addresses, openHash: noDownloads })),
    shelf: createAdapterShelf(browserAdapterTable()),
    fetch: (input, init) => fetch(input, init),
    wait: waitFor,
    sha256: sha256Of,
  };
}

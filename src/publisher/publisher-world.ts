import type { PublishWorld } from "../publish/publish-world.ts";
import type { AdapterShelf } from "../store/adapter-shelf.ts";
import type { ModelStore } from "../store/model-store.ts";

/** What the publishing thread touches of the world. */
export interface PublisherWorld extends PublishWorld {
  readonly store: Pick<ModelStore, "take">;
  readonly shelf: Pick<AdapterShelf, "list" | "files">;
  /** Address of the site's base folder, with a slash at its end. */
  readonly siteBase: string;
  /** The Hub and GitHub's API, each without a slash at its end. */
  readonly hubUrl: string;
  readonly gitHubUrl: string;
  /** Hexadecimal SHA-256. */
  sha256(content: Blob): Promise<string>;
}

import type { Note } from "../contract/outcome.ts";
import type { Listing } from "../store/listing.ts";
import type { ModelStore } from "../store/model-store.ts";
import type { Peek } from "./peek-config.ts";
import { refuseEarly } from "./refuse-early.ts";

/**
 * Refuses, before any weights are downloaded, what a model's file names and small files show to be none that runs here. Some
 * kilobytes are asked for, nothing of a model whose files were brought before.
 * @returns what these show that the model's reader will take for granted
 * @throws Refusal of the store, and as those who read the files for use
 */
export async function checkEarly(
  listing: Listing,
  store: Pick<ModelStore, "peek" | "agreedPaths">,
): Promise<readonly Note[]> {
  const peek: Peek = (path, most) => store.peek(listing, path, most);
  await refuseEarly(listing, peek);
  if ((listing.source.kind !== "hub" && listing.base === undefined) || (await store.agreedPaths(listing)).size > 0)
    return [];
  // Most visitors never open a model from elsewhere.
  const { checkSmallFiles } = await import("./check-small-files.ts");
  return checkSmallFiles(listing, peek);
}

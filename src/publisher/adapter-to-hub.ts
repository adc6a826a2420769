import { formatBytes } from "../contract/format-bytes.ts";
import type { HubTarget, Published } from "../contract/publishing.ts";
import { publishToHub } from "../publish/hub/publish-to-hub.ts";
import type { Account } from "../publish/publish-world.ts";
import type { EditedAdapter } from "./open-adapter.ts";
import type { Work } from "./to-hub.ts";

interface AdapterWork extends Omit<Work, "opened"> {
  readonly adapter: EditedAdapter;
}

/**
 * Publishes an adapter in a repository of its own, which holds nothing else: beside a whole model it would change what that writes.
 * @throws Refusal `not_published`, `cancelled`
 */
export async function adapterToHub(
  { adapter, edit, world, onProgress, signal }: AdapterWork,
  { repo: name, isPrivate }: HubTarget,
  account: Account,
): Promise<Published> {
  const made = await adapter.finish(edit);
  const bytes = made.listing.reduce((sum, item) => sum + item.bytes, 0);
  const message = `Add a LoRA adapter (${formatBytes(bytes)})`;
  const upload = { ...made, repo: { type: "model", name } as const, message, isPrivate, mustBeNew: true };
  const { url, isNew } = await publishToHub(upload, { account, world, onProgress, signal });
  return { url, isNew };
}

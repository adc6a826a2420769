import type { ModelInfo } from "../contract/model-info.ts";
import { LOCAL_ITEMS } from "../contract/on-device.ts";

/** What asking for lasting storage needs. */
interface KeepWorld {
  readonly storage: Pick<StorageManager, "persist" | "persisted"> | undefined;
  /** `localStorage`, or undefined where the browser forbids it. */
  readonly notes: Pick<Storage, "getItem" | "setItem"> | undefined;
  /** True where the browser puts the question to the visitor instead of deciding by itself. */
  readonly asksVisitor: boolean;
}

const ASKED = LOCAL_ITEMS.askedToKeep;

/**
 * Asks the browser once, after the first success, not to remove the models when space runs out. A page that asks before
 * it was useful is refused; a browser that would bother the visitor with a question is asked only for a model that the
 * visitor chose or made, not for the site's own, which is soon downloaded again.
 */
export async function askToKeep(
  { storage, notes, asksVisitor }: KeepWorld,
  model: Pick<ModelInfo, "source"> | undefined,
): Promise<void> {
  if (asksVisitor && (model === undefined || model.source.kind === "site")) return;
  if (storage === undefined || notes === undefined || notes.getItem(ASKED) !== null) return;
  notes.setItem(ASKED, "yes");
  if (!(await storage.persisted())) await storage.persist();
}

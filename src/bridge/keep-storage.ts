/** What asking for lasting storage needs; passed in, so that tests can replace it. */
export interface KeepWorld {
  readonly storage: Pick<StorageManager, "persist" | "persisted"> | undefined;
  /** `localStorage`, or undefined where the browser forbids it. */
  readonly notes: Pick<Storage, "getItem" | "setItem"> | undefined;
}

const ASKED = "hostless:asked-to-keep";

/**
 * Asks the browser once, after the first success, not to remove the models when space runs out. A page that asks before
 * it was useful is refused, and some browsers bother the visitor with a question.
 */
export async function askToKeep({ storage, notes }: KeepWorld): Promise<void> {
  if (storage === undefined || notes === undefined || notes.getItem(ASKED) !== null) return;
  notes.setItem(ASKED, "yes");
  if (!(await storage.persisted())) await storage.persist();
}

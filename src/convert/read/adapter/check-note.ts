import type { AdapterNote } from "../../../contract/adapter-note.ts";
import { refuseAbout } from "../../../contract/refuse-file.ts";
import { isThatBase } from "./other-base.ts";

/** The model that an adapter is to lie beside, as notes name it. */
interface NotedBase {
  readonly name: string;
  /** On the Hub, where it is known. */
  readonly repo?: string | undefined;
  /** What tells its weights and tokenizer from all others, in each of its dtypes; empty where that is not known. */
  readonly ids: readonly string[];
}

/**
 * Holds an adapter's note against the model. Where nobody knows which state of it is open, its name decides.
 * @param path for messages
 * @throws Refusal `unsupported_architecture` for a note of another model, or of another state of it
 */
export function checkNote({ base }: AdapterNote, { name, repo, ids }: NotedBase, path: string): void {
  if (ids.includes(base.id)) return;
  const isThat = [name, repo].some((one) => one !== undefined && isThatBase(base.name, one));
  if (!isThat)
    throw refuseAbout("unsupported_architecture", path, "adapter_base", { base: base.name, model: repo ?? name });
  if (ids.length > 0) throw refuseAbout("unsupported_architecture", path, "adapter_state", { base: base.name });
}

import type { ModelSource } from "../contract/model-source.ts";
import { addPieces } from "./add-pieces.ts";
import type { Chosen } from "./chosen-files.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";
import { attemptOf } from "./state/models-state.ts";

interface Choosing extends Pick<SessionWorld, "engine">, Pick<PageStore, "send" | "state"> {
  /** False when something else was chosen meanwhile. */
  isWanted(): boolean;
  /** What was chosen before. */
  readonly earlier: ModelSource | undefined;
}

/** The model among chosen files; an archive is unpacked, which the page shows. Nothing where it is refused, as the page says. */
export async function findSource(chosen: Chosen, choosing: Choosing): Promise<ModelSource | undefined> {
  const { engine, send, isWanted, earlier, state } = choosing;
  if (chosen.kind === "model") {
    send({ type: "unpacking", file: undefined });
    return addPieces(earlier, chosen.source, attemptOf(state()).load);
  }
  send({ type: "unpacking", file: chosen.file.path });
  const opened = await engine.openArchive(chosen.file);
  if (!isWanted()) return undefined;
  send({ type: "unpacking", file: undefined });
  if (opened.ok) return opened.value;
  send({ type: "notice", text: opened.failure });
  return undefined;
}

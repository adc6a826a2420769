import type { ModelSource } from "../contract/model-source.ts";
import { addBeside, isAdapterAlone } from "./add-beside.ts";
import { addPieces } from "./add-pieces.ts";
import type { Chosen } from "./chosen-files.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";
import { attemptOf, readyModel } from "./state/models-state.ts";

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
    const source = addPieces(earlier, chosen.source, attemptOf(state()).load);
    return unlessBeside(source, choosing);
  }
  send({ type: "unpacking", file: chosen.file.path });
  const opened = await engine.openArchive(chosen.file);
  if (!isWanted()) return undefined;
  send({ type: "unpacking", file: undefined });
  if (opened.ok) return unlessBeside(opened.value, choosing);
  send({ type: "notice", text: opened.failure });
  return undefined;
}

/** The source, unless it is an adapter that lies beside the open model now. */
async function unlessBeside(source: ModelSource, choosing: Choosing): Promise<ModelSource | undefined> {
  const isTried = source.kind === "files" && readyModel(choosing.state()) !== undefined && isAdapterAlone(source);
  return isTried && (await addBeside(source, choosing)) !== "alone" ? undefined : source;
}

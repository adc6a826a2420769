import type { NamedBytes } from "../../contract/bytes.ts";
import { ADAPTER_CONFIG, BASE_FOLDER, filesOfModel } from "../../contract/model-folder.ts";
import { refuse } from "../../contract/outcome.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import { holdsVocabulary } from "../../contract/tokenizer-files.ts";
import { refuseWithoutConfig } from "../../contract/without-config.ts";
import { refuseAdapter } from "./adapter.ts";
import { findForm } from "./forms.ts";
import { READ_LIMITS } from "./limits.ts";
import { readText } from "./read-range.ts";
import { type Folder, hasWeights } from "./weight-files.ts";

/** The folders of a checkpoint, which are one where no adapter is apart from its base. */
export interface CheckpointFolders {
  /** With the weights and their configuration. */
  readonly model: Folder;
  /** With what the owner put beside an adapter; the model's own otherwise. */
  readonly side: Folder;
  /** Whose tokenizer it is: that of an adapter may have learnt tokens. */
  readonly isSideTokenizer: boolean;
}

/** The highest folder that holds a model, and the base's where it is an adapter; all else is left alone. */
export async function findFolders(files: readonly NamedBytes[]): Promise<CheckpointFolders> {
  if (files.length > READ_LIMITS.files)
    throw refuse("limit_exceeded", "files", { count: files.length, most: READ_LIMITS.files });
  const paths = files.map(({ path }) => path);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined) throw refuseFile(twice, "file_twice", {});
  const arranged = filesOfModel(files, "The folder");
  const side = filesIn("", arranged);
  const adapter = side.get(ADAPTER_CONFIG);
  const base = filesIn(BASE_FOLDER, arranged);
  if (adapter !== undefined && base.size > 0) {
    return { model: base, side, isSideTokenizer: [...side.keys()].some(holdsVocabulary) };
  }
  const names = [...side.keys()];
  const isWhole = hasWeights(names) || findForm(names) !== undefined;
  if (adapter !== undefined && !isWhole) throw refuseAdapter(await readText(adapter, READ_LIMITS.jsonBytes));
  if (!side.has("config.json") && !isWhole) throw refuseWithoutConfig(paths);
  return { model: side, side, isSideTokenizer: false };
}

/** The files that are in a folder, not below it, by their names. */
function filesIn(place: string, files: readonly NamedBytes[]): Folder {
  const own = files.flatMap(({ path, bytes }) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return path === place + name ? [[name, { path: name, bytes }] as const] : [];
  });
  return new Map(own);
}

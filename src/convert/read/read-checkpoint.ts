import { type Note, refuse } from "../../contract/outcome.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import type { NamedBytes } from "../../contract/bytes.ts";
import { readGeneration } from "../../contract/generation-config.ts";
import { ADAPTER_CONFIG, filesOfModel } from "../../contract/model-folder.ts";
import { isWeights, refuseWithoutConfig } from "../../contract/without-config.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { checkMerged, refuseAdapter } from "./adapter.ts";
import { type ConfigObject, type Gpt2Config, parseConfig } from "../../gpt2/config.ts";
import { noteArchitecture } from "../../gpt2/architecture.ts";
import { findTokenizer } from "./find-tokenizer.ts";
import { findForm } from "./forms.ts";
import type { StoredTensor } from "./stored-tensor.ts";
import { canonicalTensors, matchGpt2Tensors } from "./gpt2-tensors.ts";
import { readJson } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { loadTensor } from "./load-tensor.ts";
import { readStart, readText } from "./read-range.ts";
import { tieHead } from "./tied-head.ts";
import { readTokenizer } from "./tokenizer.ts";
import { type Folder, hasWeights, readWeightFiles } from "./weight-files.ts";

/** What a checkpoint lacks, and its owner gives. */
export interface AddedFiles {
  /** Files of a tokenizer, taken instead of the checkpoint's own. */
  readonly tokenizer?: Folder;
}

/**
 * Reads a GPT-2 checkpoint in any of its file formats. Of the weights only headers are read now; `tensor()` reads one
 * tensor at a time and refuses values that are not finite.
 * @param files of a repository or folder; a path may begin with folders
 * @throws Refusal `no_usable_files`, `unsupported_architecture`, `unsafe_pickle`, `tokenizer_mismatch`,
 *   `malformed_file`, `limit_exceeded`, `storage`
 */
export async function readCheckpoint(files: readonly NamedBytes[], added: AddedFiles = {}): Promise<Checkpoint> {
  const folder = await findFolder(files);
  const { claimed, json, stored, tokenizerFolder, notes: modelNotes } = await readModel(folder);
  checkMerged(
    stored.map(({ name }) => name),
    stored[0]?.path ?? "",
  );
  const found = canonicalTensors(stored);
  const { config, tensors } = matchGpt2Tensors(found, await tieHead(found, claimed));
  const generationFile = folder.get("generation_config.json");
  const generation = readGeneration(json, generationFile && (await readJson(generationFile)), config.vocab_size);
  const card = folder.get("README.md");
  const tokenizerFiles = await findTokenizer(tokenizerFolder, config.vocab_size, added.tokenizer);
  const { notes, ...tokenizer } = await readTokenizer(tokenizerFiles.folder, {
    rows: config.vocab_size,
    maxPositions: config.n_positions,
    tokenizerClass: json["tokenizer_class"],
  });
  return {
    config,
    tensorNames: [...tensors.keys()],
    tensor: async (name) => {
      const tensor = tensors.get(name);
      if (!tensor) throw refuse("internal", "no_tensor", { name });
      return loadTensor(tensor);
    },
    ...tokenizer,
    generationConfig: generation.parameters,
    disobeyed: generation.disobeyed,
    notes: [...modelNotes, ...generation.notes, ...tokenizerFiles.notes, ...notes],
    ...(card ? { readme: await readStart(card, READ_LIMITS.cardBytes) } : {}),
  };
}

interface ReadModel {
  readonly claimed: Gpt2Config;
  /** The whole configuration, for what else is in it: generation settings of old. */
  readonly json: ConfigObject;
  readonly stored: readonly StoredTensor[];
  readonly tokenizerFolder: Folder;
  readonly notes: readonly Note[];
}

/** Configuration and weights, in transformers' form or another program's. */
async function readModel(folder: Folder): Promise<ReadModel> {
  const names = [...folder.keys()];
  const form = hasWeights(names) ? undefined : findForm(names);
  const foreign = await form?.read(folder);
  const configFile = folder.get("config.json");
  if (configFile === undefined && foreign?.config === undefined) throw refuseWithoutConfig(names);
  // One beside the weights was put there by somebody who knows; it need not say what the weights show.
  const json = { ...foreign?.config, ...(configFile && (await readJson(configFile))) };
  return {
    claimed: parseConfig(json, "config.json"),
    json,
    stored: foreign?.tensors ?? (await readWeightFiles(folder)),
    tokenizerFolder: new Map([...(foreign?.tokenizer ?? []), ...folder]),
    notes: [...noteArchitecture(json, "config.json"), ...(foreign?.notes ?? [])],
  };
}

/** The files of the one model among these, by their names; all else is left alone. */
async function findFolder(files: readonly NamedBytes[]): Promise<Folder> {
  if (files.length > READ_LIMITS.files)
    throw refuse("limit_exceeded", "files", { count: files.length, most: READ_LIMITS.files });
  const paths = files.map(({ path }) => path);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined) throw refuseFile(twice, "file_twice", {});
  const own = filesOfModel(files, "The folder").filter(({ path }) => !path.includes("/"));
  const folder = new Map(own.map((file) => [file.path, file]));
  const adapter = folder.get(ADAPTER_CONFIG);
  if (adapter) throw refuseAdapter(await readText(adapter, READ_LIMITS.jsonBytes), [...folder.keys()].some(isWeights));
  if (!folder.has("config.json") && findForm([...folder.keys()]) === undefined) throw refuseWithoutConfig(paths);
  return folder;
}

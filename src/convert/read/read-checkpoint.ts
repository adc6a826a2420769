import { refuse } from "../../contract/outcome.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import type { NamedBytes } from "../../contract/bytes.ts";
import { readGeneration } from "../../contract/generation-config.ts";
import { ADAPTER_CONFIG, findModelFolder } from "../../contract/model-folder.ts";
import { isWeights, refuseWithoutConfig } from "../../contract/without-config.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { checkMerged, refuseAdapter } from "./adapter.ts";
import { type ConfigObject, type Gpt2Config, parseConfig } from "../../gpt2/config.ts";
import { noteArchitecture } from "../../gpt2/architecture.ts";
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

/**
 * Reads a GPT-2 checkpoint in any of its file formats. Of the weights only headers are read now; `tensor()` reads one
 * tensor at a time and refuses values that are not finite.
 * @param files of a repository or folder; a path may begin with folders
 * @throws Refusal `no_usable_files`, `unsupported_architecture`, `unsafe_pickle`, `tokenizer_mismatch`,
 *   `malformed_file`, `limit_exceeded`, `storage`
 */
export async function readCheckpoint(files: readonly NamedBytes[]): Promise<Checkpoint> {
  const folder = await findFolder(files);
  const { claimed, json, stored, tokenizerFolder } = await readModel(folder);
  checkMerged(
    stored.map(({ name }) => name),
    stored[0]?.path ?? "",
  );
  const found = canonicalTensors(stored);
  const { config, tensors } = matchGpt2Tensors(found, await tieHead(found, claimed));
  const generationFile = folder.get("generation_config.json");
  const generation = readGeneration(json, generationFile && (await readJson(generationFile)), config.vocab_size);
  const card = folder.get("README.md");
  const { notes, ...tokenizer } = await readTokenizer(tokenizerFolder, {
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
    notes: [...noteArchitecture(json, "config.json"), ...generation.notes, ...notes],
    ...(card ? { readme: await readStart(card, READ_LIMITS.cardBytes) } : {}),
  };
}

interface ReadModel {
  readonly claimed: Gpt2Config;
  /** The whole configuration, for what else is in it: generation settings of old. */
  readonly json: ConfigObject;
  readonly stored: readonly StoredTensor[];
  readonly tokenizerFolder: Folder;
}

/** Configuration and weights, in transformers' form or another program's. */
async function readModel(folder: Folder): Promise<ReadModel> {
  const names = [...folder.keys()];
  const form = hasWeights(names) ? undefined : findForm(names);
  const foreign = await form?.read(folder);
  const configFile = folder.get("config.json");
  if (configFile === undefined && foreign?.config === undefined) throw refuseWithoutConfig(names);
  // One beside the weights was put there by somebody who knows.
  const json = configFile ? await readJson(configFile) : (foreign?.config ?? {});
  return {
    claimed: parseConfig(json, "config.json"),
    json,
    stored: foreign?.tensors ?? (await readWeightFiles(folder)),
    tokenizerFolder: new Map([...(foreign?.tokenizer ?? []), ...folder]),
  };
}

/** The highest folder that holds a model; all else is left alone. */
async function findFolder(files: readonly NamedBytes[]): Promise<Folder> {
  if (files.length > READ_LIMITS.files)
    throw refuse("limit_exceeded", "files", { count: files.length, most: READ_LIMITS.files });
  const paths = files.map(({ path }) => path);
  const place = findModelFolder(paths, "The folder") ?? "";
  const folder = new Map<string, NamedBytes>();
  for (const { path, bytes } of files) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (path !== place + name) continue;
    if (folder.has(name)) throw refuseFile(path, "file_twice", {});
    folder.set(name, { path: name, bytes });
  }
  const adapter = folder.get(ADAPTER_CONFIG);
  if (adapter) throw refuseAdapter(await readText(adapter, READ_LIMITS.jsonBytes), [...folder.keys()].some(isWeights));
  if (!folder.has("config.json") && findForm([...folder.keys()]) === undefined) throw refuseWithoutConfig(paths);
  return folder;
}

import { readChatTemplate } from "./chat-template.ts";
import { makeNote, type Note, refuse } from "../../contract/outcome.ts";
import type { NamedBytes } from "../../contract/bytes.ts";
import { readGeneration } from "../../contract/generation-config.ts";
import { holdsVocabulary } from "../../contract/tokenizer-files.ts";
import { ADAPTER_CONFIG } from "../../contract/model-folder.ts";
import { refuseWithoutConfig } from "../../contract/without-config.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { ADAPTER_FILES, isAdapterTensor } from "./adapter.ts";
import { type ConfigObject, type Gpt2Config, parseConfig } from "../../gpt2/config.ts";
import { noteArchitecture } from "../../gpt2/architecture.ts";
import { type CheckpointFolders, findFolders } from "./find-folders.ts";
import { noteOtherVocabulary } from "./compare-vocabularies.ts";
import { findTokenizer } from "./find-tokenizer.ts";
import { findForm } from "./forms.ts";
import type { StoredTensor } from "./stored-tensor.ts";
import { canonicalTensors, type MatchedTensors, matchGpt2Tensors } from "./gpt2-tensors.ts";
import { readJson } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { loadTensor } from "./load-tensor.ts";
import { readStart } from "./read-range.ts";
import { tieHead } from "./tied-head.ts";
import { META } from "./torch-file.ts";
import { readTokenizer } from "./tokenizer.ts";
import { type Folder, hasWeights, readWeightFiles } from "./weight-files.ts";

/** What a checkpoint lacks, and its owner gives. */
export interface AddedFiles {
  /** Files of a tokenizer, taken instead of the checkpoint's own. */
  readonly tokenizer?: Folder;
  /** `lora_alpha` of an adapter that was not merged and whose `adapter_config.json` is lost. */
  readonly loraAlpha?: number;
}

/**
 * Reads a GPT-2 checkpoint in any of its file formats. Of the weights only headers are read now; `tensor()` reads one
 * tensor at a time and refuses values that are not finite.
 * @param files of a repository or folder; a path may begin with folders
 * @throws Refusal `no_usable_files`, `unsupported_architecture`, `unsafe_pickle`, `tokenizer_mismatch`,
 *   `malformed_file`, `limit_exceeded`, `storage`
 */
export async function readCheckpoint(files: readonly NamedBytes[], added: AddedFiles = {}): Promise<Checkpoint> {
  const folders = await findFolders(files);
  const folder: Folder = new Map([...folders.model, ...folders.side]);
  const { claimed, json, stored, tokenizerFolder, notes: modelNotes } = await readModel(folders);
  const { config, tensors } = await readTensors(claimed, stored, folders.side, added);
  const generationFile = folder.get("generation_config.json");
  const generation = readGeneration(json, generationFile && (await readJson(generationFile)), config.vocab_size);
  const card = folder.get("README.md");
  const tokenizerFiles = await findTokenizer(tokenizerFolder, config.vocab_size, added.tokenizer);
  const use = { rows: config.vocab_size, tokenizerClass: json["tokenizer_class"] };
  const { notes, ...tokenizer } = await readTokenizer(tokenizerFiles.folder, {
    ...use,
    maxPositions: config.n_positions,
  });
  const chatTemplate = await readChatTemplate(new Map([...folder, ...tokenizerFiles.folder]));
  const differences = await noteOtherVocabulary(tokenizerFiles.folder, use);
  const fileNotes = [...adapterNotes(folders), ...modelNotes, ...tokenizerFiles.notes, ...notes, ...differences];
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
    notes: [...fileNotes, ...generation.notes],
    fileNotes,
    ...(chatTemplate !== undefined && { chatTemplate }),
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

/** The tensors of the configuration, with an adapter merged into them where there is one. */
async function readTensors(
  claimed: Gpt2Config,
  stored: readonly StoredTensor[],
  side: Folder,
  { loraAlpha }: AddedFiles,
): Promise<MatchedTensors> {
  if (!side.has(ADAPTER_CONFIG) && !stored.some(isAdapterTensor)) {
    const found = canonicalTensors(stored);
    return matchGpt2Tensors(found, await tieHead(found, claimed));
  }
  const { readAdapted } = await import("./adapter/merge-adapter.ts");
  const { base, merge } = await readAdapted(stored, side, loraAlpha);
  const found = canonicalTensors(base);
  const tied = await tieHead(found, claimed);
  const merged = merge(found);
  return matchGpt2Tensors(merged, await tieHead(merged, tied));
}

/** The folder with the tokenizer that its weights bring; one that lies beside them is taken whole, since parts of two would be neither. */
function withTokenizer(folder: Folder, brought: Folder = new Map()): Folder {
  const hasOwn = [...folder.keys()].some((name) => name !== META && holdsVocabulary(name));
  return hasOwn ? folder : new Map([...folder, ...brought]);
}

/** Weights beside an adapter are those it was trained on, as transformers takes them, unless it was merged into them before. */
function adapterNotes({ model, side }: CheckpointFolders): readonly Note[] {
  const isBeside = model === side && ADAPTER_FILES.some((name) => side.has(name));
  return isBeside && side.has(ADAPTER_CONFIG) ? [makeNote("adapter_beside", { path: ADAPTER_CONFIG })] : [];
}

/** Configuration and weights, in transformers' form or another program's. */
async function readModel({ model: folder, side, isSideTokenizer }: CheckpointFolders): Promise<ReadModel> {
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
    tokenizerFolder: isSideTokenizer ? side : withTokenizer(folder, foreign?.tokenizer),
    notes: [...noteArchitecture(json, "config.json"), ...(foreign?.notes ?? [])],
  };
}

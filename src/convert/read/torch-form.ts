import * as v from "valibot";
import { makeNote } from "../../contract/outcome.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import { refuseWithoutWeights } from "../../contract/without-config.ts";
import type { ForeignCheckpoint } from "./forms.ts";
import { canonicalTensors, type Gpt2Tensors } from "./gpt2-tensors.ts";
import { readJson } from "./json-file.ts";
import { addZeroBiases, isLinearLayout, transposeLinear } from "./linear-layout.ts";
import { readCharacters } from "./meta-pickle.ts";
import { isTorch, readTorchState } from "./torch.ts";
import { chooseTorch, META } from "./torch-file.ts";
import { readSettings } from "./torch-settings.ts";
import type { Folder } from "./weight-files.ts";

/** Heads of the sizes that GPT-2, DistilGPT2 and minGPT come in, by layers and width. */
const KNOWN_HEADS: Readonly<Record<string, number>> = {
  "12 768": 12,
  "24 1024": 16,
  "36 1280": 20,
  "48 1600": 25,
  "6 768": 12,
  "8 512": 16,
  "6 192": 6,
  "4 128": 4,
  "3 48": 3,
};

const WEIGHTS = ["model.safetensors", "pytorch_model.bin"];
const withHeads = v.object({ n_head: v.nullish(v.number()), num_attention_heads: v.nullish(v.number()) });

/**
 * A checkpoint of nanoGPT, minGPT, Lightning or a script like theirs: a dictionary of tensors and, perhaps, settings beside it.
 * Sizes are the tensors' own; how many heads there are, which tensors do not show, is said by the settings, by `config.json`,
 * or known of GPT-2's sizes.
 * @throws Refusal as {@link readTorchState}; `malformed_file` where nothing says how many heads there are
 */
export async function readTorchForm(folder: Folder): Promise<ForeignCheckpoint> {
  const names = [...folder.keys()];
  const file = folder.get(chooseTorch(names)[0] ?? "");
  if (file === undefined || !(await isTorch(file))) throw refuseWithoutWeights(names, WEIGHTS);
  const { tensors: stored, beside } = await readTorchState(file);
  const found = canonicalTensors(stored);
  const straight = isLinearLayout(found) ? transposeLinear(found) : found;
  // Some without others would be a damaged file.
  const hasBiases = [...found.keys()].some((name) => name.endsWith(".bias"));
  const tensors = hasBiases ? straight : addZeroBiases(straight);
  const sizes = sizesOf(tensors, file.path);
  const settings = readSettings(beside);
  const known = KNOWN_HEADS[`${sizes.n_layer} ${sizes.n_embd}`];
  const said = settings.heads ?? (await headsOfConfig(folder));
  const heads = said ?? known;
  if (heads === undefined) throw refuseFile(file.path, "heads_unknown", {});
  const meta = folder.get(META);
  return {
    config: {
      model_type: "gpt2",
      ...sizes,
      n_head: heads,
      activation_function: settings.isExact ? "gelu" : "gelu_new",
      tie_word_embeddings: !found.has("lm_head.weight"),
    },
    tensors: [...tensors.values()],
    ...(meta && { tokenizer: await readCharacters(meta) }),
    notes: said === undefined ? [makeNote("heads_taken", { path: file.path, heads })] : [],
  };
}

function sizesOf(tensors: Gpt2Tensors, path: string) {
  const sizeOf = (name: string, axis: number): number => {
    const size = tensors.get(name)?.shape[axis];
    if (size === undefined) throw refuseFile(path, "lacks_tensor", { name });
    return size;
  };
  const layers = [...tensors.keys()].map((name) => Number(/^h\.(\d+)\./.exec(name)?.[1] ?? -1));
  return {
    vocab_size: sizeOf("wte.weight", 0),
    n_embd: sizeOf("wte.weight", 1),
    n_positions: sizeOf("wpe.weight", 0),
    n_layer: Math.max(...layers) + 1,
    n_inner: sizeOf("h.0.mlp.c_fc.weight", 1),
  };
}

/** A `config.json` beside it: of transformers, or minGPT's, which has the model's settings in one of their own. */
async function headsOfConfig(folder: Folder): Promise<number | undefined> {
  const file = folder.get("config.json");
  if (file === undefined) return undefined;
  const json = await readJson(file);
  const found = v.safeParse(withHeads, json["model"] ?? json);
  return found.success ? (found.output.n_head ?? found.output.num_attention_heads ?? undefined) : undefined;
}

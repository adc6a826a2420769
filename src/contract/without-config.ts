import { type Refusal, refuse } from "./outcome.ts";

/** Weights that need a `config.json` beside them. */
const WEIGHTS =
  /(?:^|\/)(?:model(?:-\d+-of-\d+)?\.safetensors|pytorch_model(?:-\d+-of-\d+)?\.bin|.*\.(?:index\.json|h5|hdf5|msgpack))$/;
/** What they are, as the details of failures name it. */
type Foreign = "hparams_missing" | "tensorflow_checkpoint" | "nanogpt" | "other_weights";
/** Ways to pack files that nothing here unpacks. */
const PACKED = /\.(?:bz2|xz|zst|lzma|tbz2?|txz|7z|rar)$/i;
/** Files of other programs that hold a GPT-2. */
const FOREIGN: readonly (readonly [RegExp, Foreign])[] = [
  [/\.index$/i, "hparams_missing"],
  [/\.ckpt(?:\.(?:meta|data-.*))?$|(?:^|\/)model-\d+\.(?:meta|data-.*)$/i, "tensorflow_checkpoint"],
  [/\.pth?$/i, "nanogpt"],
  [/\.(?:safetensors|bin|gguf|h5|hdf5|msgpack)$/i, "other_weights"],
];
/** What transformers' Trainer writes beside the weights: no model, whatever their endings. */
const TRAINER = /(?:^|\/)(?:optimizer|scheduler|scaler|rng_state\w*|training_args)\.(?:pth?|bin|safetensors)$/;

/** Whether a file is one that a Trainer goes on with, and no model. */
export function isTrainerFile(path: string): boolean {
  return TRAINER.test(path);
}

/** Whether a file holds full weights under the names that `save_pretrained` gives. */
export function isWeights(path: string): boolean {
  return WEIGHTS.test(path);
}

/** Whether a file holds weights as another program names them, which may say all that a `config.json` would. */
export function isForeignModel(path: string): boolean {
  return !isTrainerFile(path) && !path.endsWith(".safetensors") && FOREIGN.some(([pattern]) => pattern.test(path));
}

/** Files without a `config.json`: what they are, what is missing, and what to do. */
export function refuseWithoutConfig(paths: readonly string[]): Refusal {
  const weights = paths.find(isWeights);
  if (weights !== undefined) {
    return refuse("no_usable_files", "config_missing", { path: weights }, { subject: "config.json" });
  }
  const foreign = findForeign(paths);
  if (foreign !== undefined) return foreign;
  const packed = paths.find((path) => PACKED.test(path));
  if (packed !== undefined) return refuse("no_usable_files", "packed_archive", { path: packed }, { subject: packed });
  return refuse("no_usable_files", "no_config", {}, { subject: "config.json" });
}

/** A folder with `config.json` whose weights are of another program. */
export function refuseWithoutWeights(paths: readonly string[], supported: readonly string[]): Refusal {
  const foreign = findForeign(paths);
  if (foreign !== undefined) return foreign;
  return refuse("no_usable_files", "no_weights", { names: supported });
}

function findForeign(paths: readonly string[]): Refusal | undefined {
  const models = paths.filter((path) => !isTrainerFile(path));
  for (const [pattern, what] of FOREIGN) {
    const path = models.find((name) => pattern.test(name));
    if (path === undefined) continue;
    return refuse("no_usable_files", what, { path }, { subject: path });
  }
  return undefined;
}

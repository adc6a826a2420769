import { Refusal } from "./outcome.ts";

/** Weights that need a `config.json` beside them. */
const WEIGHTS = /(?:^|\/)(?:model(?:-\d+-of-\d+)?\.safetensors|pytorch_model(?:-\d+-of-\d+)?\.bin|.*\.index\.json)$/;
/** Files of other programs that hold a GPT-2. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/\.gguf$/i, "a GGUF file"],
  [/\.h5$/i, "a TensorFlow file"],
  [
    /\.ckpt(?:\.(?:index|meta|data-.*))?$|(?:^|\/)model-\d+\.(?:index|meta|data-.*)$/i,
    "a TensorFlow or Lightning checkpoint",
  ],
  [/\.msgpack$/i, "a Flax file"],
  [/\.pth?$/i, "a nanoGPT or minGPT checkpoint"],
  [/\.safetensors$|\.bin$/i, "weights under another name"],
];
/** What transformers' Trainer writes beside the weights: no model, whatever their endings. */
const TRAINER = /(?:^|\/)(?:optimizer|scheduler|scaler|rng_state\w*|training_args)\.(?:pth?|bin|safetensors)$/;

/** Whether a file holds full weights under the names that `save_pretrained` gives. */
export function isWeights(path: string): boolean {
  return WEIGHTS.test(path);
}

/** Files without a `config.json`: what they are, what is missing, and what to do. */
export function refuseWithoutConfig(paths: readonly string[]): Refusal {
  const weights = paths.find(isWeights);
  if (weights !== undefined) {
    return new Refusal("no_usable_files", `${weights}: config.json is missing beside it.`, {
      subject: "config.json",
      hint:
        "config.json says how large the model is. Choose the whole folder that model.save_pretrained wrote, " +
        "with config.json and the tokenizer's files.",
    });
  }
  const foreign = findForeign(paths);
  if (foreign !== undefined) return foreign;
  return new Refusal("no_usable_files", "There is no config.json among the files.", {
    subject: "config.json",
    hint: "Choose the folder of a GPT-2 checkpoint as it is on the Hugging Face Hub.",
  });
}

/** A folder with `config.json` whose weights are of another program. */
export function refuseWithoutWeights(paths: readonly string[], supported: readonly string[]): Refusal {
  const foreign = findForeign(paths);
  if (foreign !== undefined) return foreign;
  return new Refusal("no_usable_files", "There are no weights among the files.", {
    hint: `One of these is needed: ${supported.join(", ")}.`,
  });
}

function findForeign(paths: readonly string[]): Refusal | undefined {
  const models = paths.filter((path) => !TRAINER.test(path));
  for (const [pattern, what] of FOREIGN) {
    const path = models.find((name) => pattern.test(name));
    if (path === undefined) continue;
    return new Refusal("no_usable_files", `${path}: ${what}, not supported here.`, {
      subject: path,
      hint: "Load the model in Python with transformers and save it again: model.save_pretrained(NEW), tokenizer.save_pretrained(NEW).",
    });
  }
  return undefined;
}

import { Refusal } from "../../contract/outcome.ts";

/** Weights that need a `config.json` beside them. */
const WEIGHTS = /(?:^|\/)(?:model(?:-\d+-of-\d+)?\.safetensors|pytorch_model(?:-\d+-of-\d+)?\.bin|.*\.index\.json)$/;
/** Files of other programs that hold a GPT-2. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/\.gguf$/i, "GGUF"],
  [/\.h5$/i, "TensorFlow"],
  [/\.ckpt(?:\.(?:index|meta|data-.*))?$|(?:^|\/)model-\d+\.(?:index|meta|data-.*)$/i, "TensorFlow or Lightning"],
  [/\.msgpack$/i, "Flax"],
  [/\.pth?$/i, "nanoGPT or minGPT"],
  [/\.safetensors$|\.bin$/i, "another program or name"],
];

/** Files without a `config.json`: what they are, what is missing, and what to do. */
export function refuseWithoutConfig(paths: readonly string[]): Refusal {
  const weights = paths.find((path) => WEIGHTS.test(path));
  if (weights !== undefined) {
    return new Refusal("no_usable_files", `${weights}: config.json is missing beside it.`, {
      subject: "config.json",
      hint:
        "config.json says how large the model is. Choose the whole folder that model.save_pretrained wrote, " +
        "with config.json and the tokenizer's files.",
    });
  }
  for (const [pattern, program] of FOREIGN) {
    const path = paths.find((name) => pattern.test(name));
    if (path !== undefined) return foreign(path, program);
  }
  return new Refusal("no_usable_files", "There is no config.json among the files.", {
    subject: "config.json",
    hint: "Choose the folder of a GPT-2 checkpoint as it lies on the Hugging Face Hub.",
  });
}

/** A folder with `config.json` whose weights are of another program. */
export function refuseWithoutWeights(paths: readonly string[], supported: readonly string[]): Refusal {
  for (const [pattern, program] of FOREIGN) {
    const path = paths.find((name) => pattern.test(name));
    if (path !== undefined) return foreign(path, program);
  }
  return new Refusal("no_usable_files", "There are no weights among the files.", {
    hint: `One of these is needed: ${supported.join(", ")}.`,
  });
}

function foreign(path: string, program: string): Refusal {
  return new Refusal("no_usable_files", `${path}: a file of ${program}, which is not supported.`, {
    subject: path,
    hint: "Load the model in Python with transformers and save it again: model.save_pretrained(NEW), tokenizer.save_pretrained(NEW).",
  });
}

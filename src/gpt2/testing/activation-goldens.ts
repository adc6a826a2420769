import { readFileSync } from "node:fs";
import * as v from "valibot";

/** Little-endian float32 numbers in base64. */
const floats = v.pipe(
  v.string(),
  v.transform((text) => new Float32Array(Uint8Array.from(Buffer.from(text, "base64")).buffer)),
);

const goldens = v.object({
  /** What the functions were given. */
  inputs: floats,
  /** What PyTorch makes of them, by the name of the function in transformers. */
  values: v.record(v.string(), floats),
  /** Of the checkpoint `inner` with that `activation_function`, the logits behind the last of these tokens. */
  input_ids: v.array(v.number()),
  logits: v.record(v.string(), floats),
  /** Names of functions with weights of their own. */
  trained: v.array(v.string()),
});

/** Written by `scripts/golden/make_activation_goldens.py`. */
export const activationGoldens = v.parse(
  goldens,
  JSON.parse(readFileSync(new URL("../../../fixtures/activations.json", import.meta.url), "utf8")),
);

import type { ModelFiles } from "../../contract/bytes.ts";
import type { ForwardPass } from "../../contract/forward-pass.ts";
import type { Dtype } from "../../contract/dtypes.ts";
import { readDefaults } from "../../contract/model-defaults.ts";
import { resolveParameters } from "../../contract/parameters.ts";
import { generateTokens } from "../../generate/generate-tokens.ts";
import { readSizes } from "../../gpt2/config-text.ts";
import { createTokenizer } from "../../runtime/tokenizer.ts";
import { openFolder } from "../folder-files.ts";
import { openPass } from "../open-pass.ts";

/** Opens a dtype of a model on disk. */
export type Open = (files: ModelFiles, dtype: Dtype) => Promise<ForwardPass>;

const onWasm: Open = (files, dtype) => openPass(files, dtype, "onnx-wasm");

/** Prompt and greedy continuation, up to the model's end token, by this project's own loop. */
export async function ownText(
  folder: string,
  dtype: Dtype,
  prompt: string,
  tokens: number,
  open = onWasm,
): Promise<string> {
  const files = await openFolder(folder);
  const config = await files.text("config.json");
  const { vocab_size: vocabSize } = readSizes(config);
  const codec = createTokenizer(await files.text("tokenizer.json"), vocabSize);
  const pass = await open(files, dtype);
  const { eos_token_id } = readDefaults(await files.text("generation_config.json"), config, vocabSize).parameters;
  const end = eos_token_id === undefined ? {} : { eos_token_id };
  const parameters = resolveParameters({ max_new_tokens: tokens }, end, 0);
  const hooks = { onDelta: () => {}, isStopped: () => false, now: () => 0, breathe: async () => {} };
  const { samples } = await generateTokens(pass, codec, { prompts: [prompt], parameters }, hooks);
  await pass.dispose();
  return prompt + (samples[0]?.text ?? "");
}

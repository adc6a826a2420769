import type { ModelFiles } from "../../contract/bytes.ts";
import type { ForwardPass } from "../../contract/forward-pass.ts";
import type { Dtype } from "../../contract/manifest.ts";
import { resolveParameters } from "../../contract/parameters.ts";
import { generateTokens } from "../../generate/generate-tokens.ts";
import { readModelShape } from "../../runtime/model-shape.ts";
import { createTokenizer } from "../../runtime/tokenizer.ts";
import { openFolder } from "../folder-files.ts";
import { openPass } from "../open-pass.ts";

/** Opens a dtype of a model on disk. */
export type Open = (files: ModelFiles, dtype: Dtype) => Promise<ForwardPass>;

const onWasm: Open = (files, dtype) => openPass(files, dtype, "onnx-wasm");

/** Prompt and greedy continuation by this project's own loop. */
export async function ownText(
  folder: string,
  dtype: Dtype,
  prompt: string,
  tokens: number,
  open = onWasm,
): Promise<string> {
  const files = await openFolder(folder);
  const { vocabSize } = readModelShape(await files.text("config.json"));
  const codec = createTokenizer(await files.text("tokenizer.json"), vocabSize);
  const pass = await open(files, dtype);
  const parameters = resolveParameters({ max_new_tokens: tokens }, {}, 0);
  const hooks = { onDelta: () => {}, isStopped: () => false, now: () => 0, breathe: async () => {} };
  const { samples } = await generateTokens(pass, codec, { prompts: [prompt], parameters }, hooks);
  await pass.dispose();
  return prompt + (samples[0]?.text ?? "");
}

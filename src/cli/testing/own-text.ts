import type { Dtype } from "../../contract/manifest.ts";
import { resolveParameters } from "../../contract/parameters.ts";
import { generateTokens } from "../../generate/generate-tokens.ts";
import { readModelShape } from "../../runtime/model-shape.ts";
import { createTokenizer } from "../../runtime/tokenizer.ts";
import { openFolder } from "../folder-files.ts";
import { openPass } from "../open-pass.ts";

/** Prompt and greedy continuation by this project's own loop, on ONNX Runtime's WASM. */
export async function ownText(folder: string, dtype: Dtype, prompt: string, tokens: number): Promise<string> {
  const files = await openFolder(folder);
  const { vocabSize } = readModelShape(await files.text("config.json"));
  const codec = createTokenizer(await files.text("tokenizer.json"), vocabSize);
  const pass = await openPass(files, dtype, "onnx-wasm");
  const parameters = resolveParameters({ max_new_tokens: tokens }, {}, 0);
  const hooks = { onDelta: () => {}, isStopped: () => false, now: () => 0, breathe: async () => {} };
  const { samples } = await generateTokens(pass, codec, { prompts: [prompt], parameters }, hooks);
  return prompt + (samples[0]?.text ?? "");
}

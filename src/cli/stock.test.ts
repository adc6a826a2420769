import { basename, dirname } from "node:path";
import { env, pipeline } from "@huggingface/transformers";
import { beforeAll, describe, expect, it } from "vitest";
import type { Dtype } from "../contract/manifest.ts";
import { resolveParameters } from "../contract/parameters.ts";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { writePackage } from "../convert/testing/convert-fixture.ts";
import { generateTokens } from "../generate/generate-tokens.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { openFolder } from "./folder-files.ts";
import { openPass } from "./open-pass.ts";

const PROMPT = "The sun";
const TOKENS = 16;

/** What this project's own loop writes with the same graph. */
async function ownText(folder: string, dtype: Dtype): Promise<string> {
  const files = await openFolder(folder);
  const { vocab_size } = JSON.parse(await files.text("config.json"));
  const codec = createTokenizer(await files.text("tokenizer.json"), vocab_size);
  const pass = await openPass(files, dtype, "onnx-wasm");
  const parameters = resolveParameters({ max_new_tokens: TOKENS }, {}, 0);
  const hooks = { onDelta: () => {}, isStopped: () => false, now: () => 0, breathe: async () => {} };
  const { samples } = await generateTokens(pass, codec, { prompts: [PROMPT], parameters }, hooks);
  return PROMPT + (samples[0]?.text ?? "");
}

/** What the stock pipeline of transformers.js writes in Node. */
async function stockText(folder: string, dtype: Dtype): Promise<unknown> {
  env.localModelPath = dirname(folder);
  env.allowRemoteModels = false;
  const generator = await pipeline("text-generation", basename(folder), { dtype });
  const [answer] = await generator(PROMPT, { max_new_tokens: TOKENS, do_sample: false });
  await generator.dispose();
  return answer;
}

describe.each(["plain", "untied", "legacy"] as const)("a package of %s in stock transformers.js", (shape) => {
  let folder = "";
  beforeAll(async () => {
    const checkpoint = await readCheckpoint(fixtureFiles(shape, "bin"));
    folder = await writePackage({ ...checkpoint, generationConfig: {} }, ["q8", "q4", "fp32"]);
  });

  it.each(["q8", "q4", "fp32"] as const)("gives the greedy text of our own loop in %s", async (dtype) => {
    expect(await stockText(folder, dtype)).toEqual({ generated_text: await ownText(folder, dtype) });
  });
});

import { basename, dirname } from "node:path";
import { env, pipeline } from "@huggingface/transformers";
import { beforeAll, describe, expect, it } from "vitest";
import type { Dtype } from "../contract/manifest.ts";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { writePackage } from "../convert/testing/convert-fixture.ts";
import { ownText } from "./testing/own-text.ts";

const PROMPT = "The sun";
const TOKENS = 16;

/** What the stock pipeline of transformers.js answers in Node. */
async function stockAnswer(folder: string, dtype: Dtype): Promise<unknown> {
  env.localModelPath = dirname(folder);
  env.allowRemoteModels = false;
  const generator = await pipeline("text-generation", basename(folder), { dtype });
  const answer = await generator(PROMPT, { max_new_tokens: TOKENS, do_sample: false });
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
    const text = await ownText(folder, dtype, PROMPT, TOKENS);
    expect(await stockAnswer(folder, dtype)).toEqual([{ generated_text: text }]);
  });
});

it("a half-precision package with attention in float32 gives the greedy text of float32", async () => {
  const checkpoint = await readCheckpoint(fixtureFiles("bfloat", "safetensors"));
  expect(checkpoint.config.reorder_and_upcast_attn).toBe(true);
  const folder = await writePackage({ ...checkpoint, generationConfig: {} }, ["fp16", "fp32"]);
  const text = await ownText(folder, "fp32", PROMPT, TOKENS);
  expect(await stockAnswer(folder, "fp16")).toEqual([{ generated_text: text }]);
});

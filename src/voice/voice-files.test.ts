import { expect, it } from "vitest";
import { readApart } from "../convert/read/adapter/read-apart.ts";
import { parseConfig } from "../gpt2/config.ts";
import { shrinkAdapter } from "./shrink.ts";
import { productOf, randomTerms, SHAPE } from "./testing/made-up-terms.ts";
import { voiceFiles } from "./voice-files.ts";
import { termsOf } from "./voice-terms.ts";

const about = { name: "Seneca", base: { name: "owner/base", id: "ab".repeat(32) }, shape: SHAPE };
const model = parseConfig(
  { model_type: "gpt2", vocab_size: 9, n_positions: 8, n_head: 2, ...SHAPE, activation_function: "gelu_new" },
  "config.json",
);

it("is an adapter of PEFT's, of several ranks, that adds what the voice adds", async () => {
  const voice = shrinkAdapter(randomTerms(), 330, about);
  const files = voiceFiles(voice);
  expect(files.map(({ path }) => path)).toEqual([
    "adapter_config.json",
    "adapter_model.safetensors",
    "hostless-adapter.json",
  ]);
  const read = await readApart(files, { shape: model });
  expect(new Set(read.map(({ rank }) => rank)).size).toBeGreaterThan(1);
  for (const term of read) {
    const own = termsOf(voice).filter(({ module }) => module === term.module);
    const [found, expected] = [productOf([term]), productOf(own)];
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5);
    });
  }
});

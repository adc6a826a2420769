import { readFileSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { convertFiles, runCli } from "./testing/run-cli.ts";

const ids = v.array(v.number());
const bytes = v.pipe(
  v.string(),
  v.transform((text) => new Uint8Array(Buffer.from(text, "base64"))),
);

/** Checkpoints of kinds that failed in the field, and what transformers does with them. */
const cases = v.parse(
  v.array(
    v.object({
      name: v.string(),
      files: v.record(v.string(), bytes),
      cases: v.array(v.object({ prompt: v.string(), input_ids: ids, greedy: ids, text: v.string() })),
    }),
  ),
  JSON.parse(gunzipSync(readFileSync("fixtures/field-cases.json.gz")).toString()),
);

describe("checkpoints of the field are converted and go on as in transformers", () => {
  it.each(cases.map((given) => [given.name, given] as const))(
    "%s",
    async (_name, { files, cases }) => {
      const { model, code, err } = await convertFiles(files);
      expect([code, err]).toEqual([0, expect.any(String)]);
      for (const expected of cases) await compare(model, expected);
      // The same folder without our manifest is a ready folder, as others export them.
      await rm(join(model, "manifest.json"));
      for (const expected of cases.slice(0, 1)) await compare(model, expected);
    },
    120_000,
  );
});

async function compare(model: string, { prompt, input_ids, greedy, text }: (typeof cases)[number]["cases"][number]) {
  const tokenizer = await readFile(join(model, "tokenizer.json"), "utf8");
  const { prefix = [], suffix = [], encode } = createTokenizer(tokenizer, 1000);
  expect([...prefix, ...encode(prompt), ...suffix]).toEqual(input_ids);
  const line = ["--model", model, "--dtype", "fp32", `--prompt=${prompt}`, "--no-do-sample"];
  const { out, code } = await runCli("generate", ...line, "--max-new-tokens", String(greedy.length), "--json");
  expect(code).toBe(0);
  const { token_ids, prompt_tokens, generated_text } = JSON.parse(out);
  expect({ token_ids, prompt_tokens }).toEqual({ token_ids: greedy, prompt_tokens: input_ids.length });
  expect(generated_text).toBe(prompt + text);
}

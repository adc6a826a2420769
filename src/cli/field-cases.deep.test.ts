import { readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { TextCodec } from "../contract/forward-pass.ts";
import { openReadyTokenizer } from "../convert/read/ready-tokenizer.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { topFiles } from "./file-bytes.ts";
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
      const written = createTokenizer(await readFile(join(model, "tokenizer.json"), "utf8"), ROWS);
      for (const expected of cases) await compare(model, written, expected);
      // The same graphs without our manifest, and with the files that the tokenizer came in, are a ready folder as others export them.
      await makeForeign(model, files);
      const { codec } = await openReadyTokenizer(await topFiles(model), text(files["config.json"]), ROWS);
      for (const expected of cases) await compare(model, codec, expected);
    },
    120_000,
  );
});

describe("a ready folder whose tokenizer cannot be read as transformers does", () => {
  it.each([
    ["a class", '{"tokenizer_class":"T5Tokenizer"}', "T5Tokenizer"],
    ["a setting", '{"split_special_tokens":true}', "split_special_tokens"],
    ["an added token", '{"added_tokens_decoder":{"0":{"content":"zzz"}}}', "zzz"],
  ])("is refused by the name of %s", async (_name, settings, message) => {
    const files = cases[0]?.files ?? {};
    const { model } = await convertFiles(files);
    await makeForeign(model, { ...files, "tokenizer_config.json": new TextEncoder().encode(settings) });
    const { code, err } = await runCli("generate", "--model", model, "--prompt", "a");
    expect(code).toBe(1);
    expect(err).toContain("tokenizer");
    expect(err).toContain(message);
  });
});

const ROWS = 1000;
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const OF_TOKENIZER = /^(?:tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab)\.json$|^merges\.txt$/;

/** Makes a package what others would have exported of the same checkpoint. */
async function makeForeign(model: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const name of ["manifest.json", "tokenizer.json", "tokenizer_config.json"]) await rm(join(model, name));
  const own = Object.entries(files).filter(([name]) => OF_TOKENIZER.test(name));
  for (const [name, bytes] of own) await writeFile(join(model, name), bytes);
}

async function compare(
  model: string,
  { prefix = [], suffix = [], encode }: TextCodec,
  { prompt, input_ids, greedy, text }: (typeof cases)[number]["cases"][number],
) {
  expect([...prefix, ...encode(prompt), ...suffix]).toEqual(input_ids);
  const line = ["--model", model, "--dtype", "fp32", `--prompt=${prompt}`, "--no-do-sample"];
  const { out, code } = await runCli("generate", ...line, "--max-new-tokens", String(greedy.length), "--json");
  expect(code).toBe(0);
  const { token_ids, prompt_tokens, generated_text } = JSON.parse(out);
  expect({ token_ids, prompt_tokens }).toEqual({ token_ids: greedy, prompt_tokens: input_ids.length });
  expect(generated_text).toBe(prompt + text);
}

import { readFileSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type Chain, chainFiles } from "../convert/read/testing/chain-checkpoint.ts";
import { convertFiles, runCli } from "./testing/run-cli.ts";

const PLAIN = "fixtures/checkpoints/plain/safetensors";
const ids = v.array(v.number());

/** What transformers writes with the same checkpoint and files; `scripts/golden/make_rule_goldens.py` made it. */
const golden = v.parse(
  v.object({
    max_new_tokens: v.number(),
    rules: v.array(
      v.object({
        generation: v.record(v.string(), v.unknown()),
        cases: v.array(v.object({ prompt: v.string(), token_ids: ids })),
      }),
    ),
  }),
  JSON.parse(readFileSync("fixtures/generation-rules.json", "utf8")),
);

async function generate(model: string, prompt: string, tokens: number) {
  const line = ["--prompt", prompt, "--max-new-tokens", String(tokens), "--json"];
  const { out, err, code } = await runCli("generate", "--model", model, ...line);
  return { code, err, ...(code === 0 ? JSON.parse(out) : {}) };
}

async function plainWith(generation: object) {
  const names = ["config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"];
  const files = await Promise.all(names.map(async (name) => [name, await readFile(join(PLAIN, name))] as const));
  return convertFiles({ ...Object.fromEntries(files), "generation_config.json": JSON.stringify(generation) });
}

describe("a checkpoint's generation_config.json means what it means to transformers", () => {
  it.each(golden.rules.map((rule) => [JSON.stringify(rule.generation), rule] as const))(
    "%s",
    async (_name, { generation, cases }) => {
      const { model } = await plainWith(generation);
      for (const { prompt, token_ids } of cases) {
        const written = await generate(model, prompt, golden.max_new_tokens);
        expect(written.token_ids, JSON.stringify(prompt)).toEqual(token_ids);
        expect(written.err).toBe("");
      }
    },
    120_000,
  );
});

const [X, END] = [88, 256];
/** After `a` comes X, and `b` where X is banned; then the end. */
const chain: Chain = {
  links: [
    [97, X],
    [97, 98, 6],
    [X, 97],
    [98, 99],
    [99, END],
  ],
  special: ["<|end|>"],
  config: { bos_token_id: END, eos_token_id: END },
};
const ends = { bos_token_id: END, eos_token_id: END };

describe("rules of a model's files", () => {
  it.each([
    [{ suppress_tokens: [X] }, [98, 99, END]],
    [{ bad_words_ids: [[X]] }, [98, 99, END]],
    [{ bad_words_ids: [[97, X]] }, [98, 99, END]],
    [{ sequence_bias: [[[X], -100]] }, [98, 99, END]],
    [{ begin_suppress_tokens: [X] }, [98, 99, END]],
    [{ forced_eos_token_id: END }, [X, 97, X, 97, X, END]],
    [{ stop_strings: "X" }, [X]],
  ])("%j are obeyed", async (rules, expected) => {
    const { model } = await convertFiles(chainFiles({ ...chain, generation: { ...ends, ...rules } }));
    expect((await generate(model, "a", 6)).token_ids).toEqual(expected);
  });

  it("are obeyed where config.json has them and there is no generation_config.json", async () => {
    const { model } = await convertFiles(chainFiles({ ...chain, config: { ...ends, suppress_tokens: [X] } }));
    expect((await generate(model, "a", 6)).token_ids).toEqual([98, 99, END]);
  });

  it("that are not supported or impossible are named at the conversion and at every run", async () => {
    const generation = { ...ends, guidance_scale: 1.5, penalty_alpha: 0.6, top_p: 7, forced_bos_token_id: 900 };
    const { model, err } = await convertFiles(chainFiles({ ...chain, generation }));
    const written = await generate(model, "a", 2);
    for (const said of [err, written.err]) {
      for (const name of ["guidance_scale", "penalty_alpha", "top_p", "forced_bos_token_id"])
        expect(said).toContain(name);
    }
    expect(written.token_ids).toEqual([X, 97]);
  });

  it("are obeyed in a folder of ONNX files that is no package of ours, too", async () => {
    const { model } = await convertFiles(chainFiles({ ...chain, generation: ends }));
    const ready = `${model}-ready`;
    await cp(model, ready, { recursive: true, filter: (path) => !path.endsWith("manifest.json") });
    const rules = { ...ends, suppress_tokens: [X], temperature: Number.NaN, watermarking_config: { bias: 2 } };
    await writeFile(join(ready, "generation_config.json"), JSON.stringify(rules).replace("null", "NaN"));
    const written = await generate(ready, "a", 6);
    expect(written.token_ids).toEqual([98, 99, END]);
    expect(written.err).toContain("watermarking_config");
  });
});

describe("the same rules on the command line", () => {
  it.each([
    ["--suppress-tokens", "88"],
    ["--bad-words-ids", "97,88"],
    ["--sequence-bias", "88=-100"],
    ["--begin-suppress-tokens", "5,88"],
  ])("%s %s", async (flag, value) => {
    const { model } = await convertFiles(chainFiles({ ...chain, generation: ends }));
    const line = ["generate", "--model", model, "--prompt", "a", "--max-new-tokens", "6", "--json", flag, value];
    expect(JSON.parse((await runCli(...line)).out).token_ids).toEqual([98, 99, END]);
  });

  it("refuse a token to force that the model has not, and a bias that is no number", async () => {
    const { model } = await convertFiles(chainFiles({ ...chain, generation: ends }));
    const line = ["generate", "--model", model, "--prompt", "a"];
    expect((await runCli(...line, "--forced-eos-token-id", "900")).err).toContain("forced_eos_token_id is 900");
    expect(await runCli(...line, "--sequence-bias", "88")).toMatchObject({ code: 2 });
  });
});

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Chain, chainFiles } from "../convert/read/testing/chain-checkpoint.ts";
import { TINY_CONFIG, TINY_TOKENIZER, tinyTensors } from "../convert/read/testing/tiny-checkpoint.ts";
import { writeSafetensors } from "../convert/read/testing/write-safetensors.ts";
import { convertFiles, runCli } from "./testing/run-cli.ts";

const [END, BOS] = [256, 257];
/** After the beginning token comes `BOS` and the end, after the end token `E`. */
const chain: Chain = {
  links: [
    [BOS, 66],
    [66, 79],
    [79, 83],
    [83, END],
    [END, 69],
  ],
  special: ["<|end|>", "<|begin|>"],
  config: { bos_token_id: BOS, eos_token_id: END },
  generation: { bos_token_id: BOS, eos_token_id: END },
};

const tokens = async (model: string, ...more: string[]): Promise<number[]> => {
  const line = ["generate", "--model", model, "--max-new-tokens", "6", "--json", ...more];
  return JSON.parse((await runCli(...line)).out).samples[0].token_ids;
};

async function perplexity(model: string, text: string, ...more: string[]) {
  const file = join(model, "..", "text.txt");
  await writeFile(file, text);
  return JSON.parse((await runCli("evaluate", "--model", model, "--text", file, "--json", ...more)).out);
}

describe("a model whose texts begin with another token than they end with", () => {
  let model = "";
  beforeAll(async () => {
    ({ model } = await convertFiles(chainFiles(chain)));
  }, 120_000);

  it("starts an empty prompt with bos_token_id", async () => {
    expect(await tokens(model, "--prompt", "")).toEqual([66, 79, 83, END]);
    expect(await tokens(model, "--prompt", "BOS")).toEqual([END]);
  });

  it("starts it so whatever the request's own eos_token_id is", async () => {
    expect(await tokens(model, "--prompt", "", "--eos-token-id", "79")).toEqual([66, 79]);
  });

  it("scores from bos_token_id, as one text and line by line", async () => {
    const whole = await perplexity(model, "BOS");
    expect(whole.tokens).toBe(3);
    expect(whole.perplexity).toBeLessThan(1.01);
    const lines = await perplexity(model, "BOS\nBOS\n", "--lines");
    expect(lines.tokens).toBe(8);
    expect(lines.perplexity).toBeLessThan(1.01);
  });

  it("keeps it in the package, whose known answer starts from it", async () => {
    const read = async (path: string) => JSON.parse(await readFile(join(model, path), "utf8"));
    expect(await read("config.json")).toMatchObject({ bos_token_id: BOS, eos_token_id: END });
    expect(await read("generation_config.json")).toEqual({ bos_token_id: BOS, eos_token_id: END });
    expect((await read("manifest.json")).known_answer.prompt_ids[0]).toBe(BOS);
  });
});

describe("a tokenizer that puts a token before every text", () => {
  it("starts generating and scoring from it, once", async () => {
    const { model } = await convertFiles(chainFiles({ ...chain, before: "<|begin|>" }));
    expect(await tokens(model, "--prompt", "")).toEqual([66, 79, 83, END]);
    const { tokens: scored, perplexity: found } = await perplexity(model, "BOS");
    expect(scored).toBe(3);
    expect(found).toBeLessThan(1.01);
  });
});

describe("a model without a token to begin with", () => {
  it("refuses an empty prompt and scores from the second token on", async () => {
    const none = { bos_token_id: null, eos_token_id: END };
    const { model } = await convertFiles(chainFiles({ ...chain, config: none, generation: { eos_token_id: END } }));
    const { code, err } = await runCli("generate", "--model", model, "--prompt", "");
    expect(code).toBe(1);
    expect(err).toContain("bos_token_id");
    expect((await perplexity(model, "BOS")).tokens).toBe(2);
  });
});

describe("a model that says nothing of its tokens", () => {
  it("begins with the token that transformers has for all GPT-2s, from the files to the package", async () => {
    const rows = 50_257;
    const config = { ...TINY_CONFIG, vocab_size: rows, n_positions: 16 };
    const [, , ...layers] = tinyTensors();
    const table = (name: string, rows: number) => ({ name, shape: [rows, 2], values: new Array(rows * 2).fill(0.5) });
    const { model, code, err } = await convertFiles({
      "config.json": JSON.stringify(config),
      "tokenizer.json": JSON.stringify(TINY_TOKENIZER),
      "tokenizer_config.json": '{"tokenizer_class":"PreTrainedTokenizerFast"}',
      "model.safetensors": writeSafetensors([table("wte.weight", rows), table("wpe.weight", 16), ...layers]),
    });
    expect([code, err]).toEqual([0, expect.any(String)]);
    const manifest = JSON.parse(await readFile(join(model, "manifest.json"), "utf8"));
    expect(manifest.known_answer.prompt_ids[0]).toBe(50_256);
    expect(JSON.parse(await readFile(join(model, "generation_config.json"), "utf8"))).toMatchObject({
      bos_token_id: 50_256,
      eos_token_id: 50_256,
    });
    expect(await tokens(model, "--prompt", "")).toHaveLength(6);
  });
});

import { saying } from "../../contract/testing/refused.ts";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCheckpoint } from "./read-checkpoint.ts";
import { TINY_CONFIG, tinyFiles, tinyTensors, tinyTorchFiles } from "./testing/tiny-checkpoint.ts";
import { writeSafetensors } from "./testing/write-safetensors.ts";

const folder = new URL("../../../fixtures/odd-weights/", import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));

describe("weights as trainers save them, in odd ways", () => {
  it.each(readdirSync(folder))("are read to the same values: %s", async (name) => {
    const files = name.endsWith(".bin") ? tinyTorchFiles(read(name)) : tinyFiles({ "model.safetensors": read(name) });
    const checkpoint = await readCheckpoint(files);
    expect(checkpoint.tensorNames).toEqual(tinyTensors().map((tensor) => tensor.name));
    expect(checkpoint.config.tie_word_embeddings).toBe(true);
    for (const { name: tensor, values } of tinyTensors()) {
      expect([tensor, ...(await checkpoint.tensor(tensor))]).toEqual([tensor, ...values]);
    }
  });

  it("takes the head for the embedding where only the head was kept, unless config.json says they differ", async () => {
    const [embedding, ...rest] = tinyTensors();
    const files = (config: object) =>
      tinyFiles({
        "config.json": JSON.stringify({ ...TINY_CONFIG, ...config }),
        "model.safetensors": writeSafetensors([
          ...rest,
          { name: "lm_head.weight", shape: [3, 2], values: embedding?.values ?? [] },
        ]),
      });
    const { tensorNames, config } = await readCheckpoint(files({}));
    expect([tensorNames[0], config.tie_word_embeddings]).toEqual(["wte.weight", true]);
    await expect(readCheckpoint(files({ tie_word_embeddings: false }))).rejects.toThrow(
      saying("lacks the tensor wte.weight"),
    );
  });

  it("takes a config.json with numbers that only Python's json knows, in fields that nobody reads", async () => {
    const text = JSON.stringify({ ...TINY_CONFIG, loss: 0 }).replace('"loss":0', '"loss":NaN,"a":[-Infinity,Infinity]');
    await expect(readCheckpoint(tinyFiles({ "config.json": text }))).resolves.toBeDefined();
    const read = JSON.stringify({ ...TINY_CONFIG, layer_norm_epsilon: 0 }).replace(":0}", ":NaN}");
    await expect(readCheckpoint(tinyFiles({ "config.json": read }))).rejects.toThrow(saying("layer_norm_epsilon"));
  });

  it("takes ids with gaps, as long as each has its row", async () => {
    const model = { type: "BPE", vocab: { a: 0, b: 2 }, merges: [] };
    const tokenizer = JSON.stringify({ model, decoder: { type: "ByteLevel" }, pre_tokenizer: { type: "ByteLevel" } });
    await expect(readCheckpoint(tinyFiles({ "tokenizer.json": tokenizer }))).resolves.toBeDefined();
    const beyond = tokenizer.replace('"b":2', '"b":3');
    await expect(readCheckpoint(tinyFiles({ "tokenizer.json": beyond }))).rejects.toThrow(saying("has the id 3, but"));
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { readCheckpoint } from "./read-checkpoint.ts";
import { TINY_CONFIG, TINY_TOKENIZER, tinyFiles, tinyTensors, tinyTorchFiles } from "./testing/tiny-checkpoint.ts";
import { stateDict, wholePickle } from "./testing/write-pickle.ts";
import { writeSafetensors } from "./testing/write-safetensors.ts";
import { torchOld, torchZip } from "./testing/write-torch.ts";

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

  it.each([
    ["new", (pickle: Uint8Array) => torchZip(pickle)],
    ["old", (pickle: Uint8Array) => torchOld({ state: pickle })],
  ])("does so in a pytorch_model.bin of the %s form", async (_name, write) => {
    const [embedding, ...rest] = tinyTensors();
    const head = { name: "lm_head.weight", shape: [3, 2], values: embedding?.values ?? [] };
    const checkpoint = await readCheckpoint(tinyTorchFiles(write(wholePickle(stateDict([head, ...rest])))));
    expect([checkpoint.tensorNames[0], checkpoint.config.tie_word_embeddings]).toEqual(["wte.weight", true]);
    expect([...(await checkpoint.tensor("wte.weight"))]).toEqual(embedding?.values);
  });

  const odd = '{"a":[NaN,-Infinity],"b":Infinity}';
  it.each([
    ["tokenizer_config.json", `{"model_max_length":Infinity,"odd":${odd}}`],
    ["special_tokens_map.json", `{"odd":${odd}}`],
    [
      "tokenizer.json",
      JSON.stringify({ ...TINY_TOKENIZER, truncation: 7 }).replace('"truncation":7', `"truncation":${odd}`),
    ],
    ["generation_config.json", `{"_odd":${odd}}`],
  ])("takes such numbers in a %s, in fields that nobody reads", async (path, text) => {
    expect(text).toContain("NaN");
    const plain = await readCheckpoint(tinyFiles());
    const { tokenizer } = await readCheckpoint(tinyFiles({ [path]: text }));
    expect(tokenizer).toBe(plain.tokenizer);
  });

  it.each([
    ["added_tokens.json", '{"ab":NaN}', "added_tokens.json"],
    ["tokenizer.json", JSON.stringify(TINY_TOKENIZER).replace('"ab":2', '"ab":NaN'), "model.vocab"],
    ["tokenizer.json", JSON.stringify(TINY_TOKENIZER).replace('"dropout":null', '"dropout":Infinity'), "model.dropout"],
    ["tokenizer_config.json", '{"added_tokens_decoder":{"0":NaN}}', "tokenizer_config.json"],
  ])("refuses such a number in a field of %s that is read: %s", async (path, text, message) => {
    const fast = { "tokenizer_config.json": '{"tokenizer_class":"PreTrainedTokenizerFast"}' };
    await expect(readCheckpoint(tinyFiles({ ...fast, [path]: text }))).rejects.toThrow(saying(message));
  });

  it("takes and refuses them in an index of parts alike", async () => {
    const weight_map = Object.fromEntries(tinyTensors().map(({ name }) => [name, "part.safetensors"]));
    const files = (index: string) =>
      tinyFiles({
        "model.safetensors": null,
        "part.safetensors": writeSafetensors(tinyTensors()),
        "model.safetensors.index.json": index,
      });
    const whole = JSON.stringify({ metadata: { total_size: 0 }, weight_map });
    const checkpoint = await readCheckpoint(files(whole.replace('"total_size":0', '"total_size":NaN')));
    expect(checkpoint.tensorNames).toContain("wte.weight");
    const unread = files(JSON.stringify({ weight_map: { "wte.weight": 0 } }).replace(":0}", ":NaN}"));
    await expect(readCheckpoint(unread)).rejects.toThrow(saying("NaN"));
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

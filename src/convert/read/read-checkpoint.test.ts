import { saying } from "../../contract/testing/refused.ts";
import { Tokenizer } from "@huggingface/tokenizers";
import { describe, expect, it } from "vitest";
import { ReferencePass } from "../evaluate/reference.ts";
import { readCheckpoint } from "./read-checkpoint.ts";
import { file } from "./testing/binary.ts";
import { expectedOf, fixtureFiles, SHAPES } from "./testing/checkpoints.ts";
import { TINY_CONFIG, tinyFiles, tinyTensors, tinyTorchFiles } from "./testing/tiny-checkpoint.ts";
import { op, stateDict, wholePickle } from "./testing/write-pickle.ts";
import { writeSafetensors } from "./testing/write-safetensors.ts";
import { torchZip } from "./testing/write-torch.ts";

const all = SHAPES.flatMap((shape) => expectedOf(shape).formats.map((format) => [shape, format] as const));

describe("readCheckpoint", () => {
  it.each(all)("gives PyTorch's logits for %s as %s", async (shape, format) => {
    const expected = expectedOf(shape);
    const checkpoint = await readCheckpoint(fixtureFiles(shape, format));
    expect(checkpoint.config.vocab_size).toBe(expected.vocab_size);
    expect(checkpoint.config.tie_word_embeddings).toBe(shape !== "untied");
    for (const { input_ids, logits } of expected.cases) {
      const found = await new ReferencePass(checkpoint).forward([input_ids], "all");
      expect(largestGap(found, logits)).toBeLessThan(1e-4);
    }
  });

  it.each(SHAPES)("writes a tokenizer that reads prompts as Python does for %s", async (shape) => {
    const { tokenizer, tokenizerConfig } = await readCheckpoint(fixtureFiles(shape, "safetensors"));
    const codec = new Tokenizer(JSON.parse(tokenizer), JSON.parse(tokenizerConfig));
    for (const { prompt, input_ids } of expectedOf(shape).cases) expect(codec.encode(prompt).ids).toEqual(input_ids);
  });

  it.each([
    ["module.transformer.", "of DataParallel"],
    ["_orig_mod.module.transformer.", "of a compiled model"],
    ["model.", "of a wrapper"],
  ])("takes names with the prefix %s %s", async (prefix) => {
    const tensors = tinyTensors().map((tensor) => ({ ...tensor, name: prefix + tensor.name }));
    const { tensorNames } = await readCheckpoint(tinyFiles({ "model.safetensors": writeSafetensors(tensors) }));
    expect(tensorNames).toEqual(tinyTensors().map(({ name }) => name));
  });

  it("counts a head equal to the embedding as tied, and keeps one that differs, whatever config.json says", async () => {
    const embedding = tinyTensors()[0]?.values ?? [];
    const withHead = (values: readonly number[]) =>
      writeSafetensors([...tinyTensors(), { name: "lm_head.weight", shape: [3, 2], values }]);
    const untied = { "config.json": JSON.stringify({ ...TINY_CONFIG, tie_word_embeddings: false }) };
    const same = await readCheckpoint(tinyFiles({ ...untied, "model.safetensors": withHead(embedding) }));
    expect(same.config.tie_word_embeddings).toBe(true);
    expect(same.tensorNames).not.toContain("lm_head.weight");
    const other = await readCheckpoint(tinyFiles({ "model.safetensors": withHead(embedding.map((x) => x + 1)) }));
    expect(other.config.tie_word_embeddings).toBe(false);
    expect([...(await other.tensor("lm_head.weight"))]).toEqual(embedding.map((x) => x + 1));
  });

  it("leaves out what other heads and old masks brought along", async () => {
    const extra = ["h.0.attn.bias", "h.0.attn.masked_bias", "score.weight", "v_head.summary.weight"];
    const tensors = [...tinyTensors(), ...extra.map((name) => ({ name, shape: [1], values: [1] }))];
    const { tensorNames } = await readCheckpoint(tinyFiles({ "model.safetensors": writeSafetensors(tensors) }));
    expect(tensorNames).toHaveLength(tinyTensors().length);
  });

  it("takes a class of another name, and leaves out cross-attention, which does nothing without an encoder", async () => {
    const extra = ["crossattention.c_attn.weight", "crossattention.bias", "ln_cross_attn.bias"];
    const tensors = [...tinyTensors(), ...extra.map((name) => ({ name: `h.0.${name}`, shape: [1], values: [1] }))];
    const config = { ...TINY_CONFIG, architectures: ["MyGpt2"], add_cross_attention: true };
    const files = { "config.json": JSON.stringify(config), "model.safetensors": writeSafetensors(tensors) };
    const { tensorNames, notes } = await readCheckpoint(tinyFiles(files));
    expect(tensorNames).toHaveLength(tinyTensors().length);
    expect(notes?.map(({ detail }) => detail)).toEqual(["custom_architecture", "cross_attention"]);
  });

  it("reads a transposed tensor of torch", async () => {
    const [first, ...rest] = tinyTensors();
    if (!first) throw new Error("there are no tensors");
    const pickle = (change: object) => wholePickle(stateDict([first, ...rest], change));
    const transposed = await readCheckpoint(tinyTorchFiles(torchZip(pickle({ strides: [1, 3] }))));
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = first.values;
    expect([...(await transposed.tensor("wte.weight"))]).toEqual([a, d, b, e, c, f]);
  });

  it("names architecture and what is supported instead", async () => {
    const files = tinyFiles({ "config.json": JSON.stringify({ ...TINY_CONFIG, model_type: "llama" }) });
    await expect(readCheckpoint(files)).rejects.toEqual(saying("llama", { hint: "DistilGPT2" }));
  });

  it("names a forbidden global", async () => {
    const command = [...op.global("os", "system"), ...op.mark, ...op.text("echo"), ...op.tuple, ...op.reduce];
    await expect(readCheckpoint(tinyTorchFiles(torchZip(wholePickle(command))))).rejects.toEqual(
      saying("os.system", { code: "unsafe_pickle" }),
    );
  });

  it("takes over settings and the card", async () => {
    const { generationConfig, readme } = await readCheckpoint([
      ...fixtureFiles("legacy", "bin"),
      file("README.md", "# Title"),
    ]);
    expect(generationConfig).toEqual({ do_sample: true, max_length: 50, bos_token_id: 319, eos_token_id: 319 });
    expect(readme).toBe("# Title");
  });

  it("takes files of a dropped folder, and of them the highest checkpoint", async () => {
    const files = fixtureFiles("plain", "safetensors").map(({ path, bytes }) => ({ path: `my-model/${path}`, bytes }));
    const deeper = fixtureFiles("inner", "bin").map(({ path, bytes }) => ({ path: `my-model/old/${path}`, bytes }));
    expect((await readCheckpoint([...deeper, ...files])).config.n_embd).toBe(36);
  });
});

describe("folders that are no whole checkpoint", () => {
  const weights = writeSafetensors(tinyTensors());
  const adapter = JSON.stringify({ base_model_name_or_path: "openai-community/gpt2", peft_type: "LORA" });
  const lora = [...tinyTensors(), { name: "h.0.attn.c_attn.lora_A.default.weight", shape: [1], values: [0] }];

  it.each([
    ["weights alone", { "config.json": null, "tokenizer.json": null }, /^model\.safetensors: config\.json is missing/],
    [
      "an adapter alone",
      {
        "config.json": null,
        "model.safetensors": null,
        "adapter_config.json": adapter,
        "adapter_model.safetensors": weights,
      },
      /a LoRA adapter for "openai-community\/gpt2" alone/,
    ],
    ["an adapter beside a configuration alone", { "adapter_config.json": adapter, "model.safetensors": null }, /alone/],
    ["an adapter that was not merged", { "model.safetensors": writeSafetensors(lora) }, /"h\.0\.attn\.c_attn\.lora_A/],
  ])("says what %s need", async (_name, files, message) => {
    const refused = await readCheckpoint(tinyFiles(files)).catch((error) => error);
    expect(refused).toEqual(
      saying(message, { code: "no_usable_files", hint: /save_pretrained|adapter_config|its base/ }),
    );
  });

  it("names no file of the Trainer as the weights of another program", async () => {
    const files = { "optimizer.pt": weights, "rng_state_0.pth": weights, "training_args.bin": weights };
    const message = "There are no weights among the files.";
    await expect(readCheckpoint(tinyFiles({ "model.safetensors": null, ...files }))).rejects.toThrow(saying(message));
  });

  it("takes a model in whose folder an adapter lies deeper", async () => {
    const deeper = file("old/adapter_config.json", adapter);
    await expect(readCheckpoint([...tinyFiles(), deeper])).resolves.toBeDefined();
  });
});

function largestGap(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((gap, x, i) => Math.max(gap, Math.abs(x - (b[i] ?? Number.NaN))), 0);
}

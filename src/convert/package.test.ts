import { createHash } from "node:crypto";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Dtype } from "../contract/dtypes.ts";
import { modelManifest } from "../contract/manifest.ts";
import { readGraph } from "../onnx/read-graph.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { encodeTensor, PART_BYTES } from "./encode-tensor.ts";
import { convertCheckpoint } from "./package.ts";
import { PartWriter } from "./part-writer.ts";
import { randomCheckpoint, TINY } from "./testing/random-checkpoint.ts";

const sha256 = async (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function convert(checkpoint: Checkpoint, dtypes: readonly Dtype[]): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { path, bytes } of convertCheckpoint(checkpoint, { name: "tiny", dtypes, sha256 })) {
    files.set(path, bytes);
  }
  return files;
}

const json = (bytes: Uint8Array | undefined): unknown => JSON.parse(Buffer.from(bytes ?? []).toString());

describe("convertCheckpoint", () => {
  it("writes a manifest last that lists every other file with its size and digest", async () => {
    const files = await convert(randomCheckpoint(), ["q8", "q4"]);
    const manifest = v.parse(modelManifest, json(files.get("manifest.json")));
    expect([...files.keys()].at(-1)).toBe("manifest.json");
    expect(manifest.files.map(({ path }) => path)).toEqual([...files.keys()].slice(0, -1));
    for (const { path, size, sha256: digest } of manifest.files) {
      const bytes = files.get(path) ?? new Uint8Array();
      expect([size, digest]).toEqual([bytes.length, await sha256(bytes)]);
    }
    expect(manifest.dtypes.q8?.data).toEqual(["onnx/model_quantized.onnx_data"]);
  });

  it("names a lighter package beside it", async () => {
    const options = { name: "tiny", dtypes: ["q4"], lighter: "tiny-small", sha256 } as const;
    const files: Uint8Array[] = [];
    for await (const { bytes } of convertCheckpoint(randomCheckpoint(), options)) files.push(bytes);
    expect(v.parse(modelManifest, json(files.at(-1))).lighter).toBe("tiny-small");
  });

  it("tells stock transformers.js how many parts there are", async () => {
    const files = await convert(randomCheckpoint(), ["q8", "fp32"]);
    expect(json(files.get("config.json"))).toMatchObject({
      model_type: "gpt2",
      "transformers.js_config": { use_external_data_format: { "model_quantized.onnx": 1, "model.onnx": 1 } },
    });
  });

  it("writes the first of several end tokens into config.json and all into generation_config.json", async () => {
    const checkpoint = { ...randomCheckpoint(), generationConfig: { bos_token_id: 7, eos_token_id: [4, 9] } };
    const files = await convert(checkpoint, ["q8"]);
    expect(json(files.get("config.json"))).toMatchObject({ bos_token_id: 7, eos_token_id: 4 });
    expect(json(files.get("generation_config.json"))).toEqual({ bos_token_id: 7, eos_token_id: [4, 9] });
  });

  it("says in config.json that there is no token to begin with, where absence would mean GPT-2's own", async () => {
    const files = await convert({ ...randomCheckpoint(), generationConfig: {} }, ["q8"]);
    expect(json(files.get("config.json"))).toMatchObject({ bos_token_id: null, eos_token_id: null });
  });

  it("names the weights of q8 as the kernel reads them", async () => {
    const files = await convert(randomCheckpoint({ ...TINY, tie_word_embeddings: false }), ["q8"]);
    const graph = readGraph(files.get("onnx/model_quantized.onnx") ?? new Uint8Array(), "onnx/model_quantized.onnx");
    const shape = (name: string) => [graph.weights.get(name)?.type, graph.weights.get(name)?.dims];
    expect(shape("wte.weight")).toEqual(["int8", [48, 50]]);
    expect(shape("wte.scale")).toEqual(["float32", [50]]);
    expect(shape("lm_head.weight")).toEqual(["int8", [48, 50]]);
    expect(shape("h.1.attn.c_attn.weight")).toEqual(["int8", [48, 144]]);
    expect(shape("h.1.attn.c_attn.scale")).toEqual(["float32", [144]]);
    expect(shape("h.1.mlp.c_proj.bias")).toEqual(["float32", [48]]);
    expect(shape("wpe.weight")).toEqual(["float32", [32, 48]]);
    expect(JSON.parse(graph.metadata.get("hostless.config") ?? "")).toEqual({ ...TINY, tie_word_embeddings: false });
  });

  it("cuts what is longer than a part along the vocabulary", () => {
    const table = new Float32Array(400_001 * TINY.n_embd);
    const tensors = [...encodeTensor({ ...TINY, vocab_size: 400_001 }, "q8", "wte.weight", table)];
    expect(tensors.map(({ name, dims }) => [name, ...dims])).toEqual([
      ["wte.weight.0", 48, 349_525],
      ["wte.weight.1", 48, 50_476],
      ["wte.scale", 400_001],
    ]);
  });
});

describe("PartWriter", () => {
  it("starts another part when a tensor does not fit, and aligns every tensor", () => {
    const writer = new PartWriter("onnx/model.onnx");
    const tensor = (name: string, length: number) =>
      ({ name, type: "uint8", dims: [length], bytes: new Uint8Array(length).fill(7) }) as const;
    expect(writer.add(tensor("a", 3))).toBeUndefined();
    expect(writer.add(tensor("b", PART_BYTES - 64))).toBeUndefined();
    expect(writer.add(tensor("c", 1))).toMatchObject({ path: "onnx/model.onnx_data", bytes: { length: PART_BYTES } });
    expect(writer.finish()).toEqual({ path: "onnx/model.onnx_data_1", bytes: new Uint8Array([7]) });
    expect(writer.finish()).toBeUndefined();
    expect(writer.tensors.map(({ file, offset }) => [file, offset])).toEqual([
      ["onnx/model.onnx_data", 0],
      ["onnx/model.onnx_data", 64],
      ["onnx/model.onnx_data_1", 0],
    ]);
  });
});

import { saying } from "../contract/testing/refused.ts";
import { describe, expect, it } from "vitest";
import { DTYPES, type Dtype, GRAPH_FILES } from "../contract/dtypes.ts";
import { randomCheckpoint, TINY } from "../convert/testing/random-checkpoint.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { createKernel } from "./create-kernel.ts";
import { modelOf } from "./testing/model-of.ts";
import { MemoryFiles, packageFiles } from "./testing/package-files.ts";
import { referenceLogits } from "./testing/reference-logits.ts";
import { kernelModule, relativeError } from "./testing/start-kernel.ts";

/** Sizes that are no multiples of anything; wide enough for several blocks of 4-bit weights. */
const ODD: Gpt2Config = { ...TINY, n_embd: 70, n_head: 2, n_inner: 99, vocab_size: 51, tie_word_embeddings: false };
const IDS = [1, 7, 3, 40, 22, 9, 9, 0, 15, 49];

/** What is lost at most by the weights of a dtype; on random weights, which are the worst case for 4 bits. */
const TOLERANCE: Record<Dtype, number> = { q8: 0.02, fp16: 2e-3, fp32: 1e-3, q4: 0.25, q4f16: 0.25 };

describe("createKernel", () => {
  it.each(DTYPES)("runs a %s package as the float64 reference runs the checkpoint", async (dtype) => {
    for (const config of [TINY, ODD]) {
      const checkpoint = randomCheckpoint(config);
      const kernel = await createKernel(await packageFiles(checkpoint, dtype), dtype, await kernelModule());
      const expected = await referenceLogits(await modelOf(checkpoint, "float32"), IDS);
      expect(relativeError(await kernel.forward([IDS], "all"), expected)).toBeLessThan(TOLERANCE[dtype]);
    }
  });

  it.each(DTYPES)("answers the same by prefill and step by step, in odd sizes, from a %s package", async (dtype) => {
    const files = await packageFiles(randomCheckpoint(ODD), dtype);
    const kernel = await createKernel(files, dtype, await kernelModule());
    const together = [...(await kernel.forward([IDS]))];
    await kernel.truncate(0);
    let last: number[] = [];
    for (const id of IDS) last = [...(await kernel.forward([[id]]))];
    expect(last).toEqual(together);
  });
});

describe("createKernel refuses", () => {
  const graph = GRAPH_FILES.q8;
  const data = `${graph}_data`;

  async function refusal(change: (files: Map<string, Uint8Array>) => void): Promise<unknown> {
    const files = await packageFiles(randomCheckpoint(), "q8");
    change(files.files);
    return createKernel(new MemoryFiles(files.files), "q8", await kernelModule()).catch((error: unknown) => error);
  }

  const replaceText = (files: Map<string, Uint8Array>, from: string, to: string) => {
    const bytes = Buffer.from(files.get(graph) ?? []);
    const at = bytes.indexOf(from);
    expect(at).toBeGreaterThan(0);
    bytes.write(to, at);
    files.set(graph, bytes);
  };

  it.each([
    ["a graph of another producer", "hostless", "elsewher", "unsupported_architecture"],
    ["a configuration that is no JSON", '{"vocab_size"', '["vocab_size"', "malformed_file"],
    ["T7: a negative size", '"n_layer":2', '"n_layer":-', "malformed_file"],
    ["heads that do not divide the width", '"n_head":4', '"n_head":5', "malformed_file"],
    ["T7: more layers than the files hold", '"n_layer":2', '"n_layer":9', "no_usable_files"],
    ["T7: a width that the files do not hold", '"n_inner":96', '"n_inner":98', "malformed_file"],
    ["a field under another name", '"n_inner":96', '"n_outer":96', "malformed_file"],
    ["an unknown activation", '"gelu_new"', '"gelu_old"', "unsupported_architecture"],
  ])("%s", async (_name, from, to, code) => {
    expect(await refusal((files) => replaceText(files, from, to))).toMatchObject({ failure: { code } });
  });

  it("F1: a data file that ends early", async () => {
    const error = await refusal((files) => files.set(data, files.get(data)?.slice(0, -100) ?? new Uint8Array()));
    expect(error).toMatchObject({ failure: { code: "size_mismatch", subject: data } });
  });

  it("T7: sizes that no file stands behind, before it asks for memory", async () => {
    const huge = { ...TINY, n_layer: 512, n_embd: 65_536, n_inner: 262_144, vocab_size: 2_000_000 };
    const error = await refusal((files) => {
      const bytes = Buffer.from(files.get(graph) ?? []);
      const start = bytes.indexOf('{"vocab_size"');
      const old = JSON.stringify(TINY);
      const text = JSON.stringify(huge).replace(/"reorder[^,]*,/, "");
      expect(bytes.toString("latin1", start, start + old.length)).toBe(old);
      bytes.write(text.padEnd(old.length), start);
      files.set(graph, bytes);
    });
    expect(error).toEqual(saying("too few for the configuration", { code: "malformed_file" }));
  });

  it("T11: weights that are not finite, when they are used", async () => {
    const files = await packageFiles(randomCheckpoint(), "fp32");
    const weights = files.files.get("onnx/model.onnx_data") ?? new Uint8Array();
    new Float32Array(weights.buffer, weights.byteOffset, 48 * 50).fill(Number.NaN);
    const kernel = await createKernel(files, "fp32", await kernelModule());
    await expect(kernel.forward([[1, 2]])).rejects.toMatchObject({ failure: { code: "nan_logits" } });
    expect(kernel.cached).toEqual([]);
  });
});

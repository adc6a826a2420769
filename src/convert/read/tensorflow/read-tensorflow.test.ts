import { describe, expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { readCheckpoint } from "../read-checkpoint.ts";
import { floats, utf8 } from "../testing/binary.ts";
import { TINY_CONFIG, TINY_TOKENIZER, tinyFiles, tinyTensors } from "../testing/tiny-checkpoint.ts";
import { bundleFiles, bundleVariables, writeBundle } from "../testing/write-bundle.ts";
import { chooseTensorflow } from "./choose-tensorflow.ts";
import { maskedCrc32c } from "./crc32c.ts";

const read = (more: Readonly<Record<string, string | Uint8Array | null>>) => readCheckpoint(tinyFiles(more));

async function expectTiny(checkpoint: ReturnType<typeof read>): Promise<void> {
  const { tensorNames, tensor } = await checkpoint;
  expect(tensorNames).toEqual(tinyTensors().map(({ name }) => name));
  for (const { name, values } of tinyTensors()) expect([name, ...(await tensor(name))]).toEqual([name, ...values]);
}

describe("a checkpoint of TensorFlow", () => {
  it("is read with hparams.json, or with a config.json", async () => {
    const files = bundleFiles(writeBundle());
    await expectTiny(read(files));
    await expectTiny(read({ ...files, "hparams.json": null, "config.json": JSON.stringify(TINY_CONFIG) }));
    await expect(read({ ...files, "hparams.json": null })).rejects.toThrow(saying("model-9.index"));
  });

  it("has OpenAI's tokenizer files beside it", async () => {
    const { vocab, merges } = TINY_TOKENIZER.model;
    const tokenizer = { "encoder.json": JSON.stringify(vocab), "vocab.bpe": `#version: 0.2\n${merges.join("\n")}\n` };
    const found = await read({ ...bundleFiles(writeBundle()), "tokenizer.json": null, ...tokenizer });
    expect(JSON.parse(found.tokenizer).model).toMatchObject({ vocab, merges });
  });

  it("is the one that its state names, else the newest", async () => {
    const other = bundleVariables().map((variable) =>
      variable.key === "model/ln_f/b" ? { ...variable, bytes: floats([7, 8]) } : variable,
    );
    const both = { ...bundleFiles(writeBundle(), "model-100"), ...bundleFiles(writeBundle(other), "model-20") };
    await expectTiny(read(both));
    const state =
      'model_checkpoint_path: "/content/checkpoint/run1/model-20"\nall_model_checkpoint_paths: "model-100"\n';
    const { tensor } = await read({ ...both, checkpoint: state });
    expect([...(await tensor("ln_f.bias"))]).toEqual([7, 8]);
  });

  it("may hold what an optimizer keeps and counts", async () => {
    const beside = [
      { key: "global_step", shape: [], bytes: new Uint8Array(8), type: 9 },
      { key: "model/wte/Adam", shape: [3, 2], bytes: floats([1, 2, 3, 4, 5, 6]) },
      { key: "model/h0/mlp/c_fc/w/Adam_1", shape: [1], bytes: floats([1]) },
    ];
    await expectTiny(read(bundleFiles(writeBundle([...bundleVariables(), ...beside]))));
  });

  it("is checked against its checksums, and by its files' names", async () => {
    const { index, data } = writeBundle();
    const files = bundleFiles({ index, data: Uint8Array.from(data, (byte, i) => (i === 20 ? byte ^ 1 : byte)) });
    const { tensor } = await read(files);
    await expect(tensor("wte.weight")).rejects.toThrow(saying('the checksum of "model/wte" is wrong'));
    const missing = read({ ...files, "model-9.data-00000-of-00001": null });
    await expect(missing).rejects.toThrow(saying('names the part "model-9.data-00000-of-00001"'));
  });
});

describe("chooseTensorflow", () => {
  it("takes of several the newest, with what says its sizes", () => {
    const of = (prefix: string) => [`${prefix}.index`, `${prefix}.meta`, `${prefix}.data-00000-of-00001`];
    const names = ["checkpoint", "counter", "hparams.json", "encoder.json", ...of("model-9"), ...of("model-1000")];
    expect(chooseTensorflow(names)).toEqual([
      "model-1000.index",
      "model-1000.data-00000-of-00001",
      "checkpoint",
      "hparams.json",
    ]);
    expect(chooseTensorflow(of("model.ckpt"))).toEqual([]);
  });
});

describe("maskedCrc32c", () => {
  it("is what the polynomial's test vector gives", () => {
    // 0xe3069283 for these digits, turned by 15 bits, with 0xa282ead8 added.
    expect(maskedCrc32c(utf8("123456789"))).toBe((((0xe3069283 >>> 15) | (0xe3069283 << 17)) + 0xa282ead8) >>> 0);
  });
});

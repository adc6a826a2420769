import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { readCheckpoint } from "../read-checkpoint.ts";
import { TINY_CONFIG, tinyFiles, tinyTensors } from "../testing/tiny-checkpoint.ts";
import { chooseKeras } from "./choose-keras.ts";
import { canonicalName } from "./keras-names.ts";

const folder = new URL("../../../../fixtures/keras/", import.meta.url);
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const files = (more: Readonly<Record<string, string | Uint8Array | null>>) =>
  tinyFiles({ "model.safetensors": null, ...more });
const read = (name: string) => readCheckpoint(files({ "tf_model.h5": fixture(name) }));

describe("weights of Keras", () => {
  it.each(readdirSync(folder).filter((name) => !name.startsWith("refused")))("are read: %s", async (name) => {
    const { tensorNames, tensor } = await read(name);
    expect(tensorNames).toEqual(tinyTensors().map((tensor) => tensor.name));
    for (const { name, values } of tinyTensors()) expect([name, ...(await tensor(name))]).toEqual([name, ...values]);
  });

  it.each([
    ["big-endian", "is not little-endian"],
    ["checksum", '"filter 3" of the HDF5 format'],
    ["latest-chunks", '"layout 5" of the HDF5 format'],
    ["keras-3", "weights as Keras 3 saves them, with numbers in place of names"],
    ["many-links", '"fractal-heap" of the HDF5 format'],
  ])("are refused by name: %s", async (name, message) => {
    await expect(read(`refused-${name}.h5`)).rejects.toThrow(saying(message));
  });

  it("are refused where they are no floating-point numbers", async () => {
    const { tensor } = await read("refused-integers.h5");
    await expect(tensor("wte.weight")).rejects.toThrow(saying("is stored as HDF5 class 0"));
  });

  it("need the config.json that says how many heads there are", async () => {
    const alone = { "config.json": null, "tf_model.h5": fixture("plain.h5") };
    await expect(readCheckpoint(files(alone))).rejects.toThrow(
      saying("tf_model.h5: config.json is missing beside it."),
    );
    const wider = files({
      "config.json": JSON.stringify({ ...TINY_CONFIG, n_embd: 3 }),
      "tf_model.h5": fixture("plain.h5"),
    });
    await expect(readCheckpoint(wider)).rejects.toThrow(saying("has the shape [3, 2] instead of [3, 3]"));
  });
});

describe("chooseKeras", () => {
  it.each([
    [["config.json", "tf_model.h5", "mine.h5"], ["tf_model.h5"]],
    [["config.json", "mine.h5"], ["mine.h5"]],
    [["config.json", "a.h5", "b.h5"], []],
    [["tf_model.h5"], []],
    [
      ["config.json", "tf_model-00001-of-00001.h5", "tf_model.h5.index.json"],
      ["tf_model.h5.index.json", "tf_model-00001-of-00001.h5"],
    ],
  ])("takes of %j %j", (names, expected) => expect(chooseKeras(names)).toEqual(expected));
});

describe("canonicalName", () => {
  it.each([
    ["transformer/tfgpt2lm_head_model/transformer/wte/weight:0", "wte.weight"],
    ["transformer/tfgp_t2lm_head_model/transformer/h_._11/mlp/c_proj/bias:0", "h.11.mlp.c_proj.bias"],
    ["model_weights/transformer/x/ln_f/gamma:0", "ln_f.weight"],
    ["transformer/x/h_._0/mlp/c_gate/kernel:0", "h.0.mlp.c_gate.kernel"],
    ["optimizer_weights/Adam/h_._0/ln_1/gamma/m:0", undefined],
    ["multiple_choice_head/summary/kernel:0", undefined],
  ])("is for %s %s", (path, name) => expect(canonicalName(path)).toBe(name));
});

import { describe, expect, it } from "vitest";
import { isWeights, refuseWithoutConfig, refuseWithoutWeights } from "./without-config.ts";

describe("refuseWithoutConfig", () => {
  it("says what is missing beside weights", () => {
    expect(refuseWithoutConfig(["a/model.safetensors"]).failure).toMatchObject({
      code: "no_usable_files",
      subject: "config.json",
      message: expect.stringContaining("a/model.safetensors"),
    });
  });

  it.each([
    ["model.gguf", "GGUF"],
    ["tf_model.h5", "TensorFlow"],
    ["last.ckpt", "Lightning"],
    ["flax_model.msgpack", "Flax"],
    ["ckpt.pt", "nanoGPT"],
    ["weights.safetensors", "another name"],
  ])("names the program of %s", (path, program) => {
    expect(refuseWithoutConfig(["README.md", path]).failure).toMatchObject({
      subject: path,
      message: expect.stringContaining(program),
    });
  });

  it("does not take what a trainer writes for a model", () => {
    expect(refuseWithoutConfig(["optimizer.pt", "training_args.bin"]).failure.message).toBe(
      "There is no config.json among the files.",
    );
  });
});

describe("refuseWithoutWeights", () => {
  it("lists what would do", () => {
    expect(refuseWithoutWeights(["config.json"], ["model.safetensors"]).failure.hint).toContain("model.safetensors");
    expect(refuseWithoutWeights(["config.json", "a.gguf"], []).failure.subject).toBe("a.gguf");
  });
});

describe("isWeights", () => {
  it("knows the names of save_pretrained", () => {
    expect(
      [
        "model.safetensors",
        "a/model-00001-of-00002.safetensors",
        "pytorch_model.bin",
        "pytorch_model.bin.index.json",
        "weights.bin",
      ].map(isWeights),
    ).toEqual([true, true, true, true, false]);
  });
});

import { describe, expect, it } from "vitest";
import { saying } from "./testing/refused.ts";
import { isWeights, refuseWithoutConfig, refuseWithoutWeights } from "./without-config.ts";

describe("refuseWithoutConfig", () => {
  it("says what is missing beside weights", () => {
    expect(refuseWithoutConfig(["a/model.safetensors"]).failure).toEqual(
      saying("a/model.safetensors", { code: "no_usable_files", subject: "config.json" }),
    );
  });

  it.each([
    ["checkpoint/run1/model-1000.index", "hparams.json is missing beside it"],
    ["gpt2.ckpt", "TensorFlow"],
    ["ckpt.pt", "torch.save"],
    ["my-model.tar.xz", "packed in a way that cannot be opened here"],
    ["my-model.7z", "packed in a way"],
    ["weights.safetensors", "another name"],
  ])("says what %s is", (path, program) => {
    expect(refuseWithoutConfig(["README.md", path]).failure).toEqual(saying(program, { subject: path }));
  });

  it.each(["tf_model.h5", "flax_model.msgpack", "mine.h5"])("says what is missing beside %s", (path) => {
    expect(refuseWithoutConfig(["README.md", path]).failure).toEqual(
      saying(`${path}: config.json is missing beside it.`, { subject: "config.json" }),
    );
  });

  it("does not take what a trainer writes for a model", () => {
    expect(refuseWithoutConfig(["optimizer.pt", "training_args.bin"])).toEqual(
      saying(/^There is no config\.json among the files\.$/),
    );
  });
});

describe("refuseWithoutWeights", () => {
  it("lists what would do", () => {
    expect(refuseWithoutWeights(["config.json"], ["model.safetensors"])).toEqual(
      saying("", { hint: "model.safetensors" }),
    );
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

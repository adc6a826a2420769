import { expect, it } from "vitest";
import { filesOfModel } from "./model-folder.ts";
import { saying } from "./testing/refused.ts";

const found = (paths: readonly string[]) =>
  filesOfModel(
    paths.map((path) => ({ path, bytes: new Blob() })),
    "mine",
  ).map(({ path }) => path);

it.each([
  [
    ["config.json", "model.safetensors"],
    ["config.json", "model.safetensors"],
  ],
  [
    ["gpt2/config.json", "gpt2/model.safetensors"],
    ["config.json", "model.safetensors"],
  ],
  [
    ["a/b/config.json", "a/b/onnx/model.onnx", "a/README.md"],
    ["config.json", "onnx/model.onnx"],
  ],
  [
    ["config.json", "checkpoint-5/config.json", "x.bin"],
    ["config.json", "checkpoint-5/config.json", "x.bin"],
  ],
  [["run/checkpoint-5/adapter_config.json", "run/log.txt"], ["adapter_config.json"]],
  [
    [
      "run/checkpoint-2/config.json",
      "run/checkpoint-2/model.safetensors",
      "run/checkpoint-10/config.json",
      "run/checkpoint-10/model.safetensors",
      "run/vocab.json",
    ],
    ["vocab.json", "config.json", "model.safetensors"],
  ],
  [
    [
      "m/model/config.json",
      "m/model/model.safetensors",
      "m/tokenizer/tokenizer.json",
      "m/tokenizer/tokenizer_config.json",
      "m/x.txt",
    ],
    ["tokenizer.json", "tokenizer_config.json", "config.json", "model.safetensors"],
  ],
  [
    ["config.json", "checkpoint-5/config.json", "checkpoint-5/model.safetensors"],
    ["config.json", "model.safetensors"],
  ],
  [
    ["checkpoint/run1/model-1000.index", "checkpoint/run1/vocab.bpe", "checkpoint/run1/hparams.json", "README.md"],
    ["model-1000.index", "vocab.bpe", "hparams.json"],
  ],
  [
    ["out/ckpt.pt", "out/optimizer.pt", "data/meta.pkl"],
    ["meta.pkl", "ckpt.pt", "optimizer.pt"],
  ],
  [
    ["a/model.safetensors", "a/vocab.json"],
    ["model.safetensors", "vocab.json"],
  ],
  [["model.safetensors"], ["model.safetensors"]],
  [
    ["mine/README.md", "mine/gguf/my-gpt2.gguf", "mine/gguf/README.md"],
    ["my-gpt2.gguf", "README.md"],
  ],
  [
    ["checkpoint/run1/model-9.index", "checkpoint/run1/hparams.json"],
    ["model-9.index", "hparams.json"],
  ],
  [
    ["a/models/124M/model.ckpt.index", "a/models/124M/hparams.json", "a/checkpoint/run1/model-9.index"],
    ["model-9.index"],
  ],
  // An adapter and its base
  [
    ["lora/adapter_config.json", "lora/x.bin", "gpt2/config.json", "gpt2/model.safetensors", "gpt2/sub/y"],
    ["adapter_config.json", "x.bin", "base/config.json", "base/model.safetensors", "base/sub/y"],
  ],
  [
    [
      "run/checkpoint-5/adapter_config.json",
      "run/checkpoint-10/adapter_config.json",
      "gpt2/config.json",
      "gpt2/a.gguf",
    ],
    ["adapter_config.json", "base/config.json", "base/a.gguf"],
  ],
  [
    ["adapter_config.json", "gpt2/config.json", "gpt2/pytorch_model.bin"],
    ["adapter_config.json", "base/config.json", "base/pytorch_model.bin"],
  ],
  [
    ["out/tokenizer.json", "out/mine/adapter_config.json", "gpt2/config.json", "gpt2/a.gguf", "gpt2/vocab.json"],
    ["tokenizer.json", "adapter_config.json", "base/config.json", "base/a.gguf", "base/vocab.json"],
  ],
  [
    ["a/adapter_config.json", "a/base/llm.bin"],
    ["adapter_config.json", "base/llm.bin"],
  ],
  [
    ["config.json", "adapter_config.json", "base/config.json"],
    ["config.json", "adapter_config.json", "base/config.json"],
  ],
  [
    ["config.json", "model.safetensors", "lora/adapter_config.json"],
    ["config.json", "model.safetensors", "lora/adapter_config.json"],
  ],
])("finds the model in %j", (paths, expected) => expect(found(paths)).toEqual(expected));

it("refuses two models, by the names of their folders", () => {
  expect(() => found(["run/a/config.json", "run/b/config.json", "run/log.txt"])).toThrowError(
    saying('mine: holds 2 models: "run/a", "run/b".'),
  );
});

it("refuses an adapter with two models, of which nobody knows which is its base", () => {
  expect(() =>
    found(["lora/adapter_config.json", "a/config.json", "a/a.gguf", "b/config.json", "b/a.gguf"]),
  ).toThrowError(saying("mine: holds 3 models: "));
});

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
    ["a/model.safetensors", "a/vocab.json"],
    ["model.safetensors", "vocab.json"],
  ],
  [["model.safetensors"], ["model.safetensors"]],
])("finds the model in %j", (paths, expected) => expect(found(paths)).toEqual(expected));

it("refuses two models, by the names of their folders", () => {
  expect(() => found(["run/a/config.json", "run/b/config.json", "run/log.txt"])).toThrowError(
    saying('mine: holds 2 models: "run/a", "run/b".'),
  );
});

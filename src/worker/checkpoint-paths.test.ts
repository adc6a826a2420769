import { describe, expect, it } from "vitest";
import { checkpointPaths } from "./checkpoint-paths.ts";

describe("checkpointPaths", () => {
  it("prefers safetensors, and leaves out what does not belong to them", () => {
    const paths = ["pytorch_model.bin", "model.safetensors", "config.json", "optimizer.pt", "README.md"];
    expect(checkpointPaths(paths)).toEqual(["config.json", "README.md", "model.safetensors"]);
  });

  it("takes weights in parts with their index", () => {
    const paths = [
      "pytorch_model-00001-of-00002.bin",
      "pytorch_model-00002-of-00002.bin",
      "pytorch_model.bin.index.json",
      "vocab.json",
    ];
    expect(checkpointPaths(paths)).toEqual(["vocab.json", ...paths.slice(0, 3)]);
  });

  it("takes weights of other programs where there are none of transformers'", () => {
    expect(checkpointPaths(["gpt2_124M.bin", "README.md", "log/gpt2_355M.bin"])).toEqual([
      "README.md",
      "gpt2_124M.bin",
    ]);
    expect(checkpointPaths(["gpt2_124M.bin", "model.safetensors"])).toEqual(["model.safetensors"]);
  });

  it("takes an adapter with its base, or with the weights beside it", () => {
    const adapter = ["adapter_config.json", "adapter_model.safetensors"];
    const base = ["base/config.json", "base/model.safetensors"];
    expect(checkpointPaths([...adapter, "optimizer.pt", ...base, "base/a.bin"])).toEqual([...adapter, ...base]);
    expect(checkpointPaths(["model.safetensors", "adapter_model.bin", ...adapter])).toEqual([
      "adapter_config.json",
      "model.safetensors",
      "adapter_model.safetensors",
    ]);
    expect(checkpointPaths(adapter)).toEqual([]);
  });

  it("is nothing without weights", () => expect(checkpointPaths(["config.json", "a.bin"])).toEqual([]));
});

import { describe, expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { checkLlmcStart, chooseLlmc } from "./choose-llmc.ts";

describe("the weights of llm.c among names", () => {
  it.each([
    [["model_00000100.bin", "model_00019552.bin", "gpt2_124M.bin"], "model_00019552.bin"],
    [["gpt2_124M_bf16.bin", "gpt2_124M.bin"], "gpt2_124M.bin"],
    [["weights.bin", "gpt2_tokenizer.bin"], "weights.bin"],
    [["config.json", "d12.bin", "other.bin"], "d12.bin"],
  ])("of %j are %s", (names, chosen) => {
    expect(chooseLlmc(names)).toEqual([chosen]);
  });

  it.each([
    [["config.json", "weights.bin"]],
    [["optimizer.bin", "training_args.bin", "pytorch_model-00001-of-00002.bin"]],
    [["gpt2_124M_debug_state.bin", "tiny_shakespeare_val.bin"]],
    [[]],
  ])("are not in %j", (names) => {
    expect(chooseLlmc(names)).toEqual([]);
  });

  it("begin with its magic number, or are refused as weights of something else", async () => {
    await expect(checkLlmcStart(["a.bin"], async () => "\uFFFD\uFFFD4\u0001")).resolves.toBeUndefined();
    await expect(checkLlmcStart(["a.bin"], async () => "PK\u0003\u0004")).rejects.toThrow(
      saying("a.bin", { code: "no_usable_files" }),
    );
  });
});

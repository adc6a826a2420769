import { describe, expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { readCheckpoint } from "../read-checkpoint.ts";
import { tinyFiles, tinyTensors } from "../testing/tiny-checkpoint.ts";
import { LLMC_HEADER, writeLlmc } from "../testing/write-llmc.ts";
import { checkLlmcStart, chooseLlmc } from "./choose-llmc.ts";

const files = (bytes: Uint8Array, config: string | null = null) =>
  tinyFiles({ "config.json": config, "model.safetensors": null, "gpt2_tiny.bin": bytes });
const version = (number: number) => LLMC_HEADER.map((value, i) => (i === 1 ? number : value));

describe("weights of llm.c", () => {
  it.each([1, 3, 5])("are read in version %i without a config.json, padding left out", async (number) => {
    const checkpoint = await readCheckpoint(files(writeLlmc(version(number))));
    expect(checkpoint.config).toMatchObject({ vocab_size: 3, n_positions: 4, n_embd: 2, n_layer: 1, n_head: 1 });
    expect(checkpoint.tensorNames).toEqual(tinyTensors().map(({ name }) => name));
    for (const { name, values } of tinyTensors())
      expect([name, ...(await checkpoint.tensor(name))]).toEqual([name, ...values]);
  });

  it("take from a config.json beside them what they do not say, and are checked against it", async () => {
    const own = { model_type: "gpt2", vocab_size: 3, n_positions: 4, n_embd: 2, n_layer: 1, n_head: 1 };
    const epsilon = JSON.stringify({ ...own, layer_norm_epsilon: 1e-6 });
    expect((await readCheckpoint(files(writeLlmc(), epsilon))).config.layer_norm_epsilon).toBe(1e-6);
    const wider = JSON.stringify({ ...own, n_embd: 4 });
    await expect(readCheckpoint(files(writeLlmc(), wider))).rejects.toThrow(
      saying("has the shape [3, 2] instead of [3, 4]"),
    );
  });

  it("name a version that nobody reads", async () => {
    await expect(readCheckpoint(files(writeLlmc(version(4))))).rejects.toThrow(
      saying('"version 4" of the llm.c format'),
    );
  });
});

describe("checkLlmcStart", () => {
  const check = (bytes: Uint8Array) =>
    checkLlmcStart(["a.bin"], async (_name, most) => new TextDecoder().decode(bytes.slice(0, most)));

  it("knows a file of llm.c by its first bytes", async () => {
    await expect(check(writeLlmc())).resolves.toBeUndefined();
    await expect(check(writeLlmc([0x0403_4b50]))).rejects.toThrow(saying("a.bin: weights under another name"));
  });
});

describe("chooseLlmc", () => {
  it.each([
    [["gpt2_124M_bf16.bin", "gpt2_124M.bin", "gpt2_124M_debug_state.bin", "gpt2_tokenizer.bin"], "gpt2_124M.bin"],
    [["model_00001000.bin", "model_00019552.bin", "state_00019552_00000.bin", "gpt2_124M.bin"], "model_00019552.bin"],
    [["optimizer.bin", "training_args.bin", "adapter_model.bin", "tiny_shakespeare_val.bin"], undefined],
  ])("takes of %j the weights", (names, expected) => {
    expect(chooseLlmc(names)[0]).toBe(expected);
  });
});

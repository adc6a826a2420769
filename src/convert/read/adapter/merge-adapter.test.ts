import { describe, expect, it } from "vitest";
import { describeInEnglish } from "../../../contract/tell-in-english.ts";
import { saying } from "../../../contract/testing/refused.ts";
import { readCheckpoint } from "../read-checkpoint.ts";
import { adapterFiles, TINY_ADAPTER, tinyLora } from "../testing/tiny-adapter.ts";
import { TINY_TOKENIZER, tinyFiles, tinyTensors } from "../testing/tiny-checkpoint.ts";
import { type TinyTensor, writeSafetensors } from "../testing/write-safetensors.ts";

const NAME = "h.0.attn.c_attn.weight";
const matrix = tinyTensors().find(({ name }) => name === NAME)?.values ?? [];
/** The matrix of the tiny checkpoint with its adapter: alpha 2 over rank 1 scales by 2. */
const merged = matrix.map((x, i) => x + 2 * (i < 6 ? 0.5 : -0.25) * ((i % 6) + 1));

const rename = (list: readonly TinyTensor[], change: (name: string) => string) =>
  list.map((tensor) => ({ ...tensor, name: change(tensor.name) }));
const unmerged = (prefix: string) =>
  writeSafetensors([
    ...rename(tinyTensors(), (name) => `${prefix}transformer.${name.replace("c_attn.", "c_attn.base_layer.")}`),
    ...rename(tinyLora(), (name) => name.replace("base_model.model.", prefix).replace(/(lora_[AB])/, "$1.default")),
  ]);

describe("an adapter", () => {
  it("is merged into its base", async () => {
    const { tensor, notes } = await readCheckpoint(adapterFiles());
    expect([...(await tensor(NAME))]).toEqual(merged);
    // And again, as those who measure the package read it.
    expect([...(await tensor(NAME))]).toEqual(merged);
    expect(notes).toEqual([]);
  });

  it("is merged into weights beside it, with a word on what they may be", async () => {
    const { tensor, notes = [] } = await readCheckpoint([
      ...tinyFiles(),
      ...adapterFiles().filter(({ path }) => !path.startsWith("base/")),
    ]);
    expect([...(await tensor(NAME))]).toEqual(merged);
    expect(notes.map(describeInEnglish).join()).toMatch(/merged into the weights beside it/);
  });

  it("has the last word on the tokenizer, the settings and the card", async () => {
    const model = { ...TINY_TOKENIZER.model, vocab: { b: 0, a: 1, ab: 2 } };
    const { tokenizer, generationConfig, readme } = await readCheckpoint(
      adapterFiles({
        "tokenizer.json": JSON.stringify({ ...TINY_TOKENIZER, model }),
        "generation_config.json": '{"top_k":3}',
        "README.md": "# Adapter",
      }),
    );
    expect(JSON.parse(tokenizer).model.vocab).toEqual({ b: 0, a: 1, ab: 2 });
    expect(generationConfig.top_k).toBe(3);
    expect(readme).toBe("# Adapter");
  });

  it.each(["", "base_model.model."])(
    "is found inside weights with the prefix %j, by its configuration",
    async (prefix) => {
      const files = { "model.safetensors": unmerged(prefix), "adapter_config.json": JSON.stringify(TINY_ADAPTER) };
      expect([...(await (await readCheckpoint(tinyFiles(files))).tensor(NAME))]).toEqual(merged);
    },
  );

  it("is scaled as its owner says where the configuration is lost, and refused where nobody does", async () => {
    const files = tinyFiles({ "model.safetensors": unmerged("") });
    expect([...(await (await readCheckpoint(files, { loraAlpha: 2 })).tensor(NAME))]).toEqual(merged);
    await expect(readCheckpoint(files)).rejects.toEqual(
      saying("no file says its lora_alpha", { hint: /--lora-alpha/ }),
    );
  });

  it.each([
    [
      "several",
      [...tinyLora(), ...rename(tinyLora(), (name) => name.replace(/(lora_[AB])/, "$1.other"))],
      /twice|adapters/,
    ],
    ["a half", tinyLora().slice(1), /without the lora_A/],
    [
      "another kind's",
      rename(tinyLora(), (name) => name.replace("lora_A.weight", "ia3_l")),
      /no part of a LoRA adapter/,
    ],
  ])("is refused by the names of its tensors: %s", async (_name, list, message) => {
    const files = adapterFiles({ "adapter_model.safetensors": writeSafetensors(list) });
    await expect(readCheckpoint(files)).rejects.toEqual(saying(message));
  });
});

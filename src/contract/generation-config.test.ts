import { describe, expect, it } from "vitest";
import { readGeneration } from "./generation-config.ts";
import { inEnglish, saying } from "./testing/refused.ts";

describe("readGeneration", () => {
  it("takes generation_config.json before task_specific_params before config.json", () => {
    const config = {
      temperature: 0.5,
      top_k: 5,
      max_length: 10,
      eos_token_id: 2,
      task_specific_params: { "text-generation": { do_sample: true, max_length: 50, top_k: 6 } },
    };
    const { parameters, notes } = readGeneration(config, { top_k: 7, _from_model_config: true }, 100);
    expect(parameters).toEqual({ do_sample: true, max_length: 50, top_k: 7, eos_token_id: 2 });
    expect(notes).toEqual([]);
  });

  it("takes settings of config.json only where there is no generation_config.json, as transformers 5 does", () => {
    const config = { temperature: 0.5, max_length: 10, eos_token_id: 2, bos_token_id: 3 };
    expect(readGeneration(config, undefined, 100).parameters).toEqual(config);
    expect(readGeneration(config, {}, 100).parameters).toEqual({ eos_token_id: 2, bos_token_id: 3 });
  });

  it("leaves out what is out of range and says so, and does not mention unknown or empty fields", () => {
    const generation = { temperature: 0, top_p: 2, num_beams: "4", no_such_field: 1, max_new_tokens: null, top_k: 40 };
    const { parameters, notes } = readGeneration({ eos_token_id: 1 }, generation, 100);
    expect(parameters).toEqual({ top_k: 40, eos_token_id: 1 });
    expect(notes).toHaveLength(3);
    expect(notes.map(inEnglish).join()).toMatch(/temperature.*top_p.*num_beams/);
  });

  it("ends texts as GPT-2 does where no file says how, and never by a token that is not there", () => {
    expect(readGeneration({}, undefined, 50_257).parameters).toEqual({ bos_token_id: 50_256, eos_token_id: 50_256 });
    expect(readGeneration({}, undefined, 50_000).parameters).toEqual({});
    expect(readGeneration({ eos_token_id: [1, 99, 100] }, undefined, 100).parameters.eos_token_id).toEqual([1, 99]);
    expect(readGeneration({ eos_token_id: 7 }, { eos_token_id: null }, 100).parameters.eos_token_id).toBe(7);
    expect(readGeneration({ eos_token_id: null }, undefined, 50_257).parameters.eos_token_id).toBeUndefined();
  });

  it.each([
    ["generation_config.json goes first", { bos_token_id: 3, eos_token_id: 4 }, { bos_token_id: 7 }, 7],
    ["then config.json", { bos_token_id: 3, eos_token_id: 4 }, { bos_token_id: null }, 3],
    ["null there is none", { bos_token_id: null, eos_token_id: 4 }, {}, undefined],
    ["absent there is GPT-2's own, which this model has not", { eos_token_id: 4 }, { eos_token_id: 5 }, undefined],
  ])("starts texts with bos_token_id: %s", (_name, config, generation, bos) => {
    const read = readGeneration(config, generation, 100);
    expect(read.parameters.bos_token_id).toBe(bos);
    expect(read.notes).toEqual([]);
  });

  it("leaves out special tokens that the model has not, and names them", () => {
    const { parameters, notes } = readGeneration({ eos_token_id: 100 }, { bos_token_id: 101 }, 100);
    expect(parameters).toEqual({});
    expect(notes.map(inEnglish).join()).toMatch(/eos_token_id.*100.*bos_token_id.*101/);
  });

  it.each([
    ["a stop string without a list", { stop_strings: "X" }, { stop_strings: ["X"] }],
    ["runs of tokens with a bias", { sequence_bias: [[[8, 9], -1]] }, { sequence_bias: [[[8, 9], -1]] }],
    ["one forced end or several", { forced_eos_token_id: [5, 6] }, { forced_eos_token_id: [5, 6] }],
    ["bans without those that the model cannot write", { suppress_tokens: [3, 100] }, { suppress_tokens: [3] }],
    ["bad words without them", { bad_words_ids: [[100], [3], [4, 100]] }, { bad_words_ids: [[3]] }],
    ["a length over what is written at a time", { max_length: 100_000 }, { max_length: 4096 }],
  ])("takes %s", (_name, generation, expected) => {
    const { parameters } = readGeneration({ bos_token_id: null, eos_token_id: null }, generation, 100);
    expect(parameters).toEqual(expected);
  });

  it.each([
    ["biases by keys, as Python writes a dictionary", { sequence_bias: { "(3,)": -1 } }, "sequence_bias"],
    ["a forced token that the model has not", { forced_bos_token_id: 100 }, "forced_bos_token_id"],
    ["a token below 0", { suppress_tokens: [-1] }, "suppress_tokens"],
  ])("names and keeps %s", (_name, generation, setting) => {
    const read = readGeneration({ bos_token_id: null, eos_token_id: null }, generation, 100);
    expect(read).toMatchObject({ parameters: {}, disobeyed: generation });
    expect(read.notes).toEqual([saying(setting)]);
  });

  it("says that a length is cut only where the context would hold it", () => {
    const config = { bos_token_id: null, eos_token_id: null };
    expect(readGeneration(config, { max_length: 8000 }, 100).notes).toEqual([]);
    expect(
      readGeneration({ ...config, n_positions: 8192 }, { max_length: 8000 }, 100)
        .notes.map(inEnglish)
        .join(),
    ).toContain("4096");
  });

  it("forces the beginning where config.json alone says so by the old name", () => {
    const config = { bos_token_id: 3, eos_token_id: null, force_bos_token_to_be_generated: true };
    expect(readGeneration(config, undefined, 100).parameters).toEqual({ bos_token_id: 3, forced_bos_token_id: 3 });
    expect(readGeneration(config, {}, 100).parameters).toEqual({ bos_token_id: 3 });
  });

  it("takes nothing from a prototype", () => {
    const { parameters } = readGeneration({ task_specific_params: "x" }, JSON.parse('{"constructor": 1}'), 10);
    expect(parameters).toEqual({});
  });
});

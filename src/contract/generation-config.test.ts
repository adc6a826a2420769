import { describe, expect, it } from "vitest";
import { readGeneration } from "./generation-config.ts";

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
    expect(notes.join()).toMatch(/temperature.*top_p.*num_beams/);
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
    expect(notes.join()).toMatch(/bos_token_id.*101.*eos_token_id.*100/);
  });

  it("takes nothing from a prototype", () => {
    const { parameters } = readGeneration({ task_specific_params: "x" }, JSON.parse('{"constructor": 1}'), 10);
    expect(parameters).toEqual({});
  });
});

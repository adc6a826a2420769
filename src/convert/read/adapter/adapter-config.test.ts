import { describe, expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { parseAdapterConfig } from "./adapter-config.ts";

const parse = (json: object) => parseAdapterConfig({ peft_type: "LORA", ...json }, "adapter_config.json");
const MODULE = "transformer.h.1.attn.c_attn";

describe("parseAdapterConfig", () => {
  it.each([
    [{}, { rank: 8, scaling: 1 }],
    [
      { r: 4, lora_alpha: 32 },
      { rank: 4, scaling: 8 },
    ],
    [
      { r: 4, lora_alpha: 32, use_rslora: true },
      { rank: 4, scaling: 16 },
    ],
    [{ rank_pattern: { c_attn: 2 } }, { rank: 2, scaling: 4 }],
    [{ rank_pattern: { attn: 2 } }, { rank: 8, scaling: 1 }],
    [{ alpha_pattern: { "^c_attn": 2 } }, { rank: 8, scaling: 1 }],
    [{ alpha_pattern: { "^transformer.*": 2, c_attn: 4 } }, { rank: 8, scaling: 0.25 }],
    [{ alpha_pattern: { "h.0.attn.c_attn|h.1.attn.c_attn": 16 } }, { rank: 8, scaling: 2 }],
  ])("scales by %j", (json, expected) => expect(parse(json).scalingOf(MODULE)).toEqual(expected));

  it("leaves alone what changes nothing once it is trained", () => {
    const json = {
      eva_config: { rho: 2 },
      init_lora_weights: "eva",
      lora_dropout: 0.1,
      target_modules: "all-linear",
      x: {},
    };
    expect(parse(json).isDora).toBe(false);
  });

  it.each([
    [{ peft_type: "VERA" }, 'adapter_config.json: peft_type "VERA" is not supported.'],
    [{ init_lora_weights: "pissa" }, 'init_lora_weights "pissa"'],
    [{ layer_replication: [[0, 4]] }, 'layer_replication "[[0,4]]"'],
    [{ something_new: true }, 'something_new "true"'],
    [{ alpha_pattern: { "(?i)C_ATTN": 1 } }, 'alpha_pattern "(?i)C_ATTN"'],
  ])("names what it does not do: %j", (json, message) => {
    expect(() => parse(json)).toThrow(saying(message, { code: "unsupported_architecture", hint: /merge_and_unload/ }));
  });

  it("takes trained tokens of the embedding as a list or by its name", () => {
    expect(parse({ trainable_token_indices: [5, 1] }).tokens).toEqual([5, 1]);
    expect(parse({ trainable_token_indices: { "transformer.wte": [7] } }).tokens).toEqual([7]);
  });
});

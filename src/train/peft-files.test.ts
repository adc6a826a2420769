import { expect, it } from "vitest";
import { writePeftFiles } from "./peft-files.ts";

it("has PEFT's names, shapes and values", () => {
  const pair = {
    layer: 3,
    target: "attn.c_attn",
    a: Float32Array.of(1, 2, 3, 4),
    b: Float32Array.of(5, 6, 7, 8, 9, 10),
  };
  const files = writePeftFiles({ rank: 2, alpha: 4, targets: ["attn.c_attn"], pairs: [pair], base: "owner/é" });
  expect(files.map(({ path }) => path)).toEqual(["adapter_config.json", "adapter_model.safetensors"]);
  const [config, weights] = files.map(({ bytes }) => bytes);
  expect(JSON.parse(new TextDecoder().decode(config))).toMatchObject({
    peft_type: "LORA",
    base_model_name_or_path: "owner/é",
    r: 2,
    lora_alpha: 4,
    fan_in_fan_out: true,
    target_modules: ["attn.c_attn"],
  });
  const bytes = weights ?? new Uint8Array();
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const module = "base_model.model.transformer.h.3.attn.c_attn";
  expect(length % 8).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
    __metadata__: { format: "pt" },
    [`${module}.lora_A.weight`]: { dtype: "F32", shape: [2, 2], data_offsets: [0, 16] },
    [`${module}.lora_B.weight`]: { dtype: "F32", shape: [3, 2], data_offsets: [16, 40] },
  });
  expect([...new Float32Array(bytes.slice(8 + length).buffer)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it("says of a pair of another rank which one it has, with the same factor", () => {
  const pairs = [
    { layer: 0, target: "attn.c_attn", a: new Float32Array(4), b: new Float32Array(6) },
    { layer: 1, target: "mlp.c_fc", a: new Float32Array(2), b: new Float32Array(3), rank: 1 },
  ];
  const [config] = writePeftFiles({ rank: 2, alpha: 4, targets: [], pairs, base: "base" });
  expect(JSON.parse(new TextDecoder().decode(config?.bytes))).toMatchObject({
    rank_pattern: { "h.1.mlp.c_fc": 1 },
    alpha_pattern: { "h.1.mlp.c_fc": 2 },
  });
});

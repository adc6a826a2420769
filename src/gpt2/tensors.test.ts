import { describe, expect, it } from "vitest";
import { parseConfig } from "./config.ts";
import { int4Name, int4ScaleName, partName, partOf, scaleName } from "./package-names.ts";
import { findTensor, gpt2Tensors, multiplyAdds, parameterCount, shapeOf } from "./tensors.ts";

const GPT2 = parseConfig({ model_type: "gpt2" }, "config.json");

describe("the tensors of GPT-2", () => {
  it("are those of the published model", () => {
    const tensors = gpt2Tensors(GPT2);
    expect(tensors).toHaveLength(2 + 12 * 12 + 2);
    const shapes = new Map(tensors.map((tensor) => [tensor.name, shapeOf(tensor)]));
    expect(shapes.get("wte.weight")).toEqual([50_257, 768]);
    expect(shapes.get("wpe.weight")).toEqual([1024, 768]);
    expect(shapes.get("h.11.attn.c_attn.weight")).toEqual([768, 2304]);
    expect(shapes.get("h.11.mlp.c_proj.weight")).toEqual([3072, 768]);
    expect(shapes.get("h.11.mlp.c_fc.bias")).toEqual([3072]);
    expect(shapes.has("h.12.ln_1.weight") || shapes.has("lm_head.weight")).toBe(false);
  });

  it("have 124,439,808 parameters, as published, and one embedding more with a head of their own", () => {
    expect(parameterCount(GPT2)).toBe(124_439_808);
    expect(parameterCount({ ...GPT2, tie_word_embeddings: false })).toBe(124_439_808 + 50_257 * 768);
  });

  it("take 123.5 million multiply-adds a token: all matrices, the logits with them", () => {
    expect(multiplyAdds(GPT2)).toBe(12 * 12 * 768 * 768 + 50_257 * 768);
  });

  it("are found by name, those of a block as well", () => {
    for (const tensor of gpt2Tensors({ ...GPT2, tie_word_embeddings: false, n_layer: 2 })) {
      expect(findTensor({ ...GPT2, tie_word_embeddings: false }, tensor.name)).toEqual(tensor);
    }
    for (const name of ["h.0.ln_3.weight", "lm_head.weight", "h.0", ""]) {
      expect(findTensor(GPT2, name)).toBeUndefined();
    }
  });
});

describe("the names of a package", () => {
  it("are taken apart again", () => {
    const weight = "h.0.mlp.c_fc.weight";
    expect(partOf(weight)).toEqual({ base: weight, part: 0 });
    expect(partOf(partName(weight, 3))).toEqual({ base: weight, part: 3 });
    expect(partOf(partName(int4Name(weight), 2))).toEqual({ base: weight, part: 2 });
    expect(partOf(int4ScaleName(weight))).toEqual({ base: scaleName(weight), part: 0 });
  });
});

import { expect, it } from "vitest";
import { int4Name, int4ScaleName, partName, partOf, scaleName } from "./package-names.ts";

it("names what is stored beside or instead of a weight, and finds the weight again", () => {
  const weight = "h.0.attn.c_attn.weight";
  expect(scaleName(weight)).toBe("h.0.attn.c_attn.scale");
  expect(int4Name(weight)).toBe("h.0.attn.c_attn.weight_q4");
  expect(int4ScaleName(weight)).toBe("h.0.attn.c_attn.scale_q4");
  expect(partOf(int4Name(weight))).toEqual({ base: weight, part: 0 });
  expect(partOf(partName(int4Name(weight), 12))).toEqual({ base: weight, part: 12 });
  expect(partOf(partName(int4ScaleName(weight), 2))).toEqual({ base: scaleName(weight), part: 2 });
  expect(partOf("wte.weight")).toEqual({ base: "wte.weight", part: 0 });
  expect(partOf("/model/Shape_output")).toEqual({ base: "/model/Shape_output", part: 0 });
});

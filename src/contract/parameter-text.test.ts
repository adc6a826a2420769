import { describe, expect, it } from "vitest";
import { kindOf, readBias, readNumbers } from "./parameter-text.ts";

describe("parameters as text", () => {
  it.each([
    ["1, 2,3", [1, 2, 3]],
    [" , 1,", [1]],
    ["one", [Number.NaN]],
    ["", []],
  ])("reads %j as %j", (text, numbers) => expect(readNumbers(text)).toEqual(numbers));

  it.each([
    ["88, 97 = -2.5", [[88, 97], -2.5]],
    ["88", [[88], Number.NaN]],
    ["88 = ", [[88], Number.NaN]],
  ])("reads the bias %j as %j", (text, bias) => expect(readBias(text)).toEqual(bias));

  it("knows how each is written", () => {
    expect([kindOf("do_sample"), kindOf("top_k"), kindOf("stop_strings")]).toEqual(["flag", "number", "texts"]);
  });
});

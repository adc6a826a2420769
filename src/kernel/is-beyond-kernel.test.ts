import { describe, expect, it } from "vitest";
import { Refusal } from "../contract/outcome.ts";
import { isBeyondKernel } from "./is-beyond-kernel.ts";

describe("isBeyondKernel", () => {
  it("tells what another backend may run from what is wrong with the files", () => {
    expect(
      (["out_of_memory", "unsupported_architecture", "malformed_file"] as const).map((code) =>
        isBeyondKernel(new Refusal({ code, detail: "test", parameters: {} })),
      ),
    ).toEqual([true, true, false]);
    expect(isBeyondKernel(new Error("a fault of ours"))).toBe(false);
  });
});

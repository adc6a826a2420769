import { describe, expect, it } from "vitest";
import { readFinetuneOptions } from "./finetune-options.ts";

describe("readFinetuneOptions", () => {
  it("has an alpha of twice the rank, and tries rates, where nothing else is said", () => {
    const { adapter, ...others } = readFinetuneOptions({ rank: "16" });
    expect(adapter).toMatchObject({ rank: 16, alpha: 32 });
    expect(others).toEqual({ epochs: 4, seed: 1 });
    expect(readFinetuneOptions({ rate: "auto" })).not.toHaveProperty("rate");
    expect(readFinetuneOptions({ rate: "0.003", alpha: "4" })).toMatchObject({ rate: 0.003, adapter: { alpha: 4 } });
  });

  it.each([{ rank: "0" }, { rank: "65" }, { epochs: "1.5" }, { seed: "-1" }, { rate: "2" }, { alpha: "x" }])(
    "refuses %j by name",
    (values) => {
      expect(() => readFinetuneOptions(values)).toThrow(`--${Object.keys(values)[0]}`);
    },
  );
});

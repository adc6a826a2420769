import { describe, expect, it } from "vitest";
import { readFinetuneOptions, readThreads } from "./finetune-options.ts";

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

describe("readThreads", () => {
  it("is two where there are as many processors, and what is said", () => {
    expect([1, 2, 8].map((processors) => readThreads({}, processors))).toEqual([1, 2, 2]);
    expect(readThreads({ threads: "1" }, 8)).toBe(1);
    expect(() => readThreads({ threads: "3" }, 8)).toThrow("--threads");
  });
});

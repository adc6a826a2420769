import { describe, expect, it } from "vitest";
import { changeDefaults, readPublishedDefaults } from "./change-defaults.ts";

const TEXT = JSON.stringify({ temperature: 0.7, top_p: 0.9, eos_token_id: 50256, transformers_version: "4.40" });

describe("generation_config.json", () => {
  it("keeps what is not for the owner to change", () => {
    const changed = changeDefaults(TEXT, { temperature: 1.2 });
    expect(JSON.parse(changed ?? "")).toEqual({ temperature: 1.2, eos_token_id: 50256, transformers_version: "4.40" });
  });

  it("is left alone where nothing would change, to the byte", () => {
    expect(changeDefaults(TEXT, { temperature: 0.7, top_p: 0.9 })).toBeUndefined();
    expect(changeDefaults(undefined, {})).toBeUndefined();
  });

  it("is made where there was none, or none that can be read", () => {
    expect(changeDefaults(undefined, { top_k: 5 })).toBe('{\n  "top_k": 5\n}\n');
    expect(changeDefaults("no json", { top_k: 5 })).toBe('{\n  "top_k": 5\n}\n');
  });

  it("is read within the limits alone", () => {
    expect(readPublishedDefaults(TEXT)).toEqual({ temperature: 0.7, top_p: 0.9 });
    expect(readPublishedDefaults(JSON.stringify({ top_p: 7, top_k: null, do_sample: true }))).toEqual({
      do_sample: true,
    });
    expect(readPublishedDefaults("[")).toEqual({});
  });
});

import { describe, expect, it } from "vitest";
import { unsupportedSettings } from "./unsupported-settings.ts";

describe("unsupportedSettings", () => {
  it("names what would change a text, and not what changes none", () => {
    expect(unsupportedSettings({ guidance_scale: 1.5, top_k: 5, penalty_alpha: 0.6 })).toEqual({
      guidance_scale: 1.5,
      penalty_alpha: 0.6,
    });
    expect(
      unsupportedSettings({ guidance_scale: 1, num_beam_groups: 1, constraints: [], watermarking_config: null }),
    ).toEqual({});
  });
});

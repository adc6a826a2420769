import { describe, expect, it } from "vitest";
import { parseRequest } from "../contract/request.ts";
import { isPreset, PRESETS } from "./presets.ts";

describe("presets", () => {
  it.each(Object.entries(PRESETS))("has %s as a run that the engine takes", (_name, parameters) => {
    expect(parseRequest({ prompt: "life", parameters }).ok).toBe(true);
  });

  it("knows one again whatever the seed and what is recorded", () => {
    expect(isPreset({ ...PRESETS.greedy, seed: 1, top_logprobs: 5 }, PRESETS.greedy)).toBe(true);
  });

  it.each([{ ...PRESETS.greedy, top_k: 3 }, { do_sample: false, num_beams: 1 }, PRESETS.creative])(
    "does not take %j for one",
    (parameters) => expect(isPreset(parameters, PRESETS.greedy)).toBe(false),
  );
});

import { describe, expect, it } from "vitest";
import { randomCheckpoint, TINY } from "../convert/testing/random-checkpoint.ts";
import { modelOf } from "./testing/model-of.ts";
import { floatTensorsOf } from "./testing/random-model.ts";
import { relativeError, startKernel } from "./testing/start-kernel.ts";

describe("a package of floats", () => {
  it.each([
    ["gets 8 bits where 16 do not fit the memory that it gets", 52_000, 0, 1e-3],
    ["gets 16 bits where they do", 64, 1e-3, 0.05],
  ])("%s", async (_name, n_positions, least, most) => {
    // Of the 60 MiB that the checked build has for blocks the positions take 51, the weights 5 or 10.
    const sizes = { n_embd: 256, n_inner: 1024, n_layer: 6, n_positions };
    const checkpoint = randomCheckpoint({ ...TINY, ...sizes });
    const model = await modelOf(checkpoint, "float32");
    const floats = await startKernel(model, floatTensorsOf(model));
    const int8 = await startKernel(await modelOf(checkpoint, "int8"));
    const difference = relativeError(await floats.forward([[1, 2]]), await int8.forward([[1, 2]]));
    expect(difference).toBeGreaterThanOrEqual(least);
    expect(difference).toBeLessThan(most);
  });
});

import { setFlagsFromString } from "node:v8";
import { afterAll, describe, expect, it } from "vitest";
import { chooseBuild } from "./choose-build.ts";
import { startForwardPass } from "./start-forward-pass.ts";
import { clock, nodeTeam } from "./testing/node-team.ts";
import { int4Model } from "./testing/int4-model.ts";
import { floatTensorsOf, randomModel, SMALL, tensorsOf } from "./testing/random-model.ts";
import { kernelModule } from "./testing/start-kernel.ts";

// Node 20 knows relaxed SIMD behind a flag, later ones without; its first compiler, Liftoff, gets the dot product wrong
// there, which browsers that ship relaxed SIMD do not. Other tests of the process are to have it back.
setFlagsFromString("--experimental-wasm-relaxed-simd");
setFlagsFromString("--no-liftoff");
afterAll(() => setFlagsFromString("--liftoff"));

describe("the relaxed build", () => {
  const odd = { ...SMALL, n_embd: 30, n_inner: 77, tie_word_embeddings: false };

  it.each([
    ["the small model", SMALL, tensorsOf],
    ["odd sizes", odd, tensorsOf],
    ["inputs so wide that activations get fewer bits", { ...SMALL, n_layer: 1, n_inner: 6400 }, tensorsOf],
    ["floats", SMALL, floatTensorsOf],
    ["floats in odd sizes", odd, floatTensorsOf],
    ["weights of 4 bits", SMALL, () => int4Model(SMALL).tensors],
    ["weights of 4 bits in odd sizes", odd, () => int4Model(odd).tensors],
  ])("gives the logits of the other build to the last bit: %s", async (_name, shape, tensors) => {
    const model = randomModel(shape);
    // As many as are multiplied in eights.
    const ids = Array.from({ length: 50 }, (_, i) => (i * 37 + 5) % shape.vocab_size);
    const logits: number[][] = [];
    for (const build of ["kernel", "kernel-relaxed", "kernel-relaxed-shared"]) {
      const team = build.endsWith("shared") ? nodeTeam(1, clock([10, 1])) : undefined;
      const kernel = await startForwardPass(await kernelModule(build), shape, tensors(model), undefined, team);
      await kernel.forward([ids]);
      logits.push([...(await kernel.forward([[1, 2, 3]], "all"))]);
      await kernel.dispose();
    }
    expect(logits[1]).toEqual(logits[0]);
    expect(logits[2]).toEqual(logits[0]);
  });

  it.each([
    ["clearly faster", 8, "kernel-relaxed"],
    ["hardly faster", 9.5, "kernel"],
    ["slower", 20, "kernel"],
  ])("is chosen when it is measured to be: %s", async (_name, relaxedTime, chosen) => {
    let calls = 0;
    let time = 0;
    // Called before and behind each prefill: of the plain build first, then of the relaxed one.
    const now = () => {
      calls++;
      if (calls % 4 === 2) time += 10;
      if (calls % 4 === 0) time += relaxedTime;
      return time;
    };
    const [plain, relaxed] = [await kernelModule("kernel"), await kernelModule("kernel-relaxed")];
    expect(await chooseBuild(plain, relaxed, now)).toBe(await kernelModule(chosen));
  });
});

import { describe, expect, it } from "vitest";
import { ADAPTER_TARGETS } from "../kernel/training/adapter-shape.ts";
import { randomFactors } from "../kernel/training/random-factors.ts";
import { TrainingPass } from "../kernel/training/training-pass.ts";
import { randomModel, SMALL, tensorsOf } from "../kernel/testing/random-model.ts";
import { kernelModule } from "../kernel/testing/start-kernel.ts";
import { randomStream } from "../generate/random.ts";
import { HalvedModel } from "../train/halved-model.ts";
import { perplexityOf } from "../train/perplexity.ts";
import { shrinkAdapter } from "./shrink.ts";
import { teachSmall } from "./teach-small.ts";
import { termsOf } from "./voice-terms.ts";
import { writeVoice } from "./write-voice.ts";

const { n_embd, n_inner, n_layer } = SMALL;
const about = { name: "small", base: { name: "base", id: "0".repeat(64) }, shape: { n_embd, n_inner, n_layer } };
/** Texts of one kind: each token is followed by the next. */
const training = Array.from({ length: 40 }, (_, i) => Array.from({ length: 6 }, (_, j) => (i + j) % 16));
const texts = { training, heldOut: training.slice(0, 5), cut: 0 };
const BYTES = 400;
const hooks = { onStep: () => {}, breathe: async () => {}, isStopped: () => false };

/** A pass whose adapter has learned the texts. */
async function learned(): Promise<TrainingPass> {
  const adapter = { rank: 4, alpha: 8, targets: ADAPTER_TARGETS };
  const module = await kernelModule("training-checked");
  const pass = await TrainingPass.start(module, SMALL, tensorsOf(randomModel(SMALL, 3)), { adapter, tokens: 32 });
  pass.adapter.write(randomFactors(SMALL, adapter, randomStream(1, 0)));
  for (let step = 0; step < 40; step++) {
    const some = training.slice((step * 5) % 40, ((step * 5) % 40) + 5);
    pass.accumulate(some, 1 / 25);
    pass.step({ rate: 0.02, clip: 1 });
  }
  return pass;
}

describe("a voice that learns once more", () => {
  it("has more of the texts than the same directions without, and leaves the adapter as it was", async () => {
    const pass = await learned();
    const [before, updates, whole] = [pass.save(), pass.steps, pass.terms()];
    const small = await teachSmall(pass, texts, { bytes: BYTES, seed: 1, rate: 0.02, about }, hooks);
    if (small === undefined) throw new Error("stopped");
    const { voice } = small;
    expect(pass.save()).toEqual(before);
    expect(pass.steps).toBe(updates);
    const perplexity = (terms: ReturnType<typeof termsOf>) => {
      pass.replace(terms);
      return perplexityOf(new HalvedModel(pass), texts.heldOut, hooks.breathe);
    };
    const bare = shrinkAdapter(whole, BYTES, about);
    expect(voice.directions.map(({ module }) => module).toSorted()).toEqual(
      bare.directions.map(({ module }) => module).toSorted(),
    );
    expect(writeVoice(voice).length).toBeLessThanOrEqual(BYTES);
    expect(await perplexity(termsOf(voice))).toBe(small.perplexity);
    expect(small.perplexity).toBeLessThan(await perplexity(termsOf(bare)));
    expect(await perplexity(termsOf(bare))).toBeLessThan(await perplexity([]));
  });

  it("is as it was where learning once more makes it worse", async () => {
    const pass = await learned();
    const bare = shrinkAdapter(pass.terms(), BYTES, about);
    const small = await teachSmall(pass, texts, { bytes: BYTES, seed: 1, rate: 1000, about }, hooks);
    expect(small?.voice).toEqual(bare);
  });

  it("lets others in before each computation, where the texts set aside are judged, too", async () => {
    const pass = await learned();
    const done: string[] = [];
    const note = (one: string) => {
      done.push(one);
    };
    const model = new Proxy(pass, {
      get(target, key) {
        if (key === "score" || key === "accumulate") note(key);
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
      set: (target, key, value) => Reflect.set(target, key, value, target),
    });
    const breathe = async () => note("breathe");
    await teachSmall(model, texts, { bytes: BYTES, seed: 1, rate: 0.02, about }, { ...hooks, breathe });
    const computed = done.filter((one) => one !== "breathe").length;
    expect(done.filter((one) => one === "score")).toHaveLength(2);
    expect(done.filter((_, i) => i % 2 === 0)).toEqual(Array.from({ length: computed }, () => "breathe"));
  });

  it.each([1, 2, 3, 8])(
    "is none where it is stopped before computation %i, and the adapter is as it was",
    async (at) => {
      const pass = await learned();
      const before = pass.save();
      let computations = 0;
      const isStopped = () => ++computations === at;
      expect(await teachSmall(pass, texts, { bytes: BYTES, seed: 1, rate: 0.02, about }, { ...hooks, isStopped })).toBe(
        undefined,
      );
      expect(pass.save()).toEqual(before);
      expect(computations).toBe(at);
    },
  );
});

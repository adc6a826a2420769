import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { HalvedModel } from "./halved-model.ts";
import { SmallModel } from "./testing/small-model.ts";
import { train } from "./train.ts";
import type { Checkpoint, Evaluation, TrainHooks, TrainOptions } from "./training-run.ts";
import { workOf } from "./work.ts";

const text = (id: number) => [0, id, id, id];
const even = Array.from({ length: 40 }, (_, i) => text(2 * i));
const texts = { training: even, heldOut: even.slice(0, 5), cut: 0 };
const options: TrainOptions = { epochs: 3, rate: 0.01, seed: 1 };

function listen(hooks: Partial<TrainHooks> = {}) {
  const evaluations: Evaluation[] = [];
  const checkpoints: Checkpoint[] = [];
  const steps: number[] = [];
  const all: TrainHooks = {
    onStep: ({ step }) => steps.push(step),
    onEvaluation: (evaluation) => evaluations.push(evaluation),
    onCheckpoint: async (checkpoint) => void checkpoints.push(checkpoint),
    isStopped: () => false,
    breathe: async () => {},
    ...hooks,
  };
  return { evaluations, checkpoints, steps, hooks: all };
}

describe("training", () => {
  it("goes through all passes, is judged twice in each, and keeps the best state", async () => {
    const model = new SmallModel();
    const { hooks, evaluations, steps } = listen();
    const result = await train(new HalvedModel(model), texts, options, hooks);
    expect(result).toMatchObject({ end: "done", rate: 0.01, steps: 15, step: 15, tokens: 3 * 40 * 3 });
    expect(steps).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
    expect(evaluations.map(({ step }) => step)).toEqual([0, 3, 5, 8, 10, 13, 15]);
    expect(result.after).toBeLessThan(result.before);
    expect(result.after).toBe(Math.min(...evaluations.map(({ perplexity }) => perplexity)));
    expect(model.value).toBeGreaterThan(0.8);
  });

  it("keeps the untouched base where nothing gets better, and ends early", async () => {
    const model = new SmallModel();
    const { hooks } = listen();
    const odd = { ...texts, heldOut: [text(1), text(3)] };
    const result = await train(new HalvedModel(model), odd, options, hooks);
    expect(result).toMatchObject({ end: "worse", step: 0 });
    expect(result.after).toBe(result.before);
    expect(model.value).toBe(0);
  });

  it("tries two rates where none is given", async () => {
    const { hooks } = listen();
    const { rate: _rate, ...rest } = options;
    const result = await train(new HalvedModel(new SmallModel()), texts, rest, hooks);
    expect(result.rate).toBe(0.006);
    expect(result.after).toBeLessThan(result.before);
  });

  it("goes on from what the better trial came to", async () => {
    const searched = new SmallModel();
    const found = await train(new HalvedModel(searched), texts, { epochs: 3, seed: 1 }, listen().hooks);
    const [given, { hooks, evaluations }] = [new SmallModel(), listen()];
    const whole = await train(new HalvedModel(given), texts, { ...options, rate: found.rate }, hooks);
    expect(found).toEqual(whole);
    expect(searched.value).toBe(given.value);
    expect(evaluations.map(({ step }) => step)).toEqual([0, 3, 5, 8, 10, 13, 15]);
    // A trial here is half a pass: three steps of 24 tokens, and no more than that is thrown away.
    expect(searched.work - given.work).toBe(3 * 3 * 24 + 2 * 5 * 3);
  });

  it("stops at once, with the best so far", async () => {
    const model = new SmallModel();
    const { hooks, steps, evaluations } = listen({ isStopped: () => steps.length >= 7 });
    const result = await train(new HalvedModel(model), texts, options, hooks);
    expect(result).toMatchObject({ end: "stopped", step: 5 });
    expect(result.after).toBe(evaluations.at(-1)?.perplexity);
  });

  it("stops between two computations of a step, of a judgement, and before there is anything to keep", async () => {
    const atComputation = (computed: number) => {
      const model = new SmallModel();
      const { hooks, evaluations } = listen({ isStopped: () => model.computed >= computed });
      return { model, evaluations, result: train(new HalvedModel(model), texts, options, hooks) };
    };
    // A step of eight texts of three tokens takes four computations of six, a judgement of five texts three.
    const inStep = atComputation(3 + 3 * 4 + 3 + 2);
    expect(await inStep.result).toMatchObject({ end: "stopped", step: 3 });
    expect(inStep.model.computed).toBe(3 + 3 * 4 + 3 + 2);
    const judging = atComputation(3 + 3 * 4 + 1);
    expect(await judging.result).toMatchObject({ end: "stopped", step: 0 });
    expect(judging.model.value).toBe(0);
    const early = atComputation(1);
    await expect(early.result).rejects.toThrow(saying("Training was stopped before anything", { code: "cancelled" }));
    expect(early.evaluations).toEqual([]);
  });

  it("keeps what was begun where it is stopped while rates are tried, if that is better than the base", async () => {
    const { rate: _rate, ...rest } = options;
    const stopAfter = (count: number, heldOut = texts.heldOut) => {
      const model = new SmallModel();
      const { hooks, steps, evaluations } = listen({ isStopped: () => steps.length >= count });
      return { model, evaluations, result: train(new HalvedModel(model), { ...texts, heldOut }, rest, hooks) };
    };
    // In the first trial two of its three steps were taken; in the second the first is whole.
    for (const [count, step] of [
      [2, 2],
      [5, 3],
    ] as const) {
      const { model, evaluations, result } = stopAfter(count);
      const { before, after, ...found } = await result;
      expect(found).toMatchObject({ end: "stopped", step, rate: 0.0015 });
      expect(evaluations.at(-1)).toEqual({ step, perplexity: after, isBest: true });
      expect(after).toBeLessThan(before);
      expect(model.value).toBeGreaterThan(0);
    }
    const worse = stopAfter(2, [text(1), text(3)]).result;
    await expect(worse).rejects.toThrow(saying("Training was stopped before anything", { code: "cancelled" }));
  });

  it("gets over one step that is not finite, and ends at two in a row", async () => {
    const one = new SmallModel();
    one.broken.add(4);
    const { hooks } = listen({ onStep: ({ step }) => void (step === 5 && one.broken.clear()) });
    expect(await train(new HalvedModel(one), texts, options, hooks)).toMatchObject({ end: "done", step: 15 });
    const two = new SmallModel();
    two.broken.add(4);
    expect(await train(new HalvedModel(two), texts, options, listen().hooks)).toMatchObject({
      end: "not_finite",
      step: 5,
    });
  });

  it("counts such steps anew from each half pass on, as a training does that goes on from there", async () => {
    const model = new SmallModel();
    const onStep = ({ step }: { readonly step: number }) => {
      // The fifth is the last of the first pass.
      if (step === 4) model.broken.add(4);
      if (step === 6) model.broken.clear();
    };
    const { hooks } = listen({ onStep });
    expect(await train(new HalvedModel(model), texts, options, hooks)).toMatchObject({ end: "done", step: 15 });
  });

  it("gives up a rate whose steps are not finite, and takes the other", async () => {
    const model = new SmallModel();
    model.broken.add(0);
    const trials: number[] = [];
    const onStep = ({ step, isTrial }: { readonly step: number; readonly isTrial: boolean }) => {
      if (isTrial) trials.push(step);
      if (step === 2) model.broken.clear();
    };
    const { rate: _rate, ...rest } = options;
    const result = await train(new HalvedModel(model), texts, rest, listen({ onStep }).hooks);
    expect(trials).toEqual([1, 2, 1, 2, 3]);
    expect(result).toMatchObject({ end: "done", rate: 0.006 });
  });

  it("goes on from any checkpoint to the same end", async () => {
    const { hooks, checkpoints } = listen();
    const whole = await train(new HalvedModel(new SmallModel()), texts, options, hooks);
    for (const checkpoint of checkpoints) {
      const model = new SmallModel();
      expect(await train(new HalvedModel(model), texts, options, listen().hooks, checkpoint)).toEqual(whole);
    }
    expect(checkpoints).toHaveLength(6);
  });

  it("takes the work that was foreseen", async () => {
    const count = async (given: TrainOptions, from?: Checkpoint) => {
      const model = new SmallModel();
      const hooks = listen().hooks;
      await train(new HalvedModel(model), texts, given, hooks, from);
      return model.work;
    };
    expect(workOf(texts, options)).toBe(await count(options));
    const searched = { epochs: 3, seed: 1 };
    // Trials are of whole steps.
    const [foreseen, taken] = [workOf(texts, searched), await count(searched)];
    expect(taken / foreseen).toBeGreaterThan(0.9);
    expect(taken / foreseen).toBeLessThan(1.2);
    const { hooks, checkpoints } = listen();
    await train(new HalvedModel(new SmallModel()), texts, options, hooks);
    for (const checkpoint of checkpoints) {
      const left = await count(options, checkpoint);
      expect(Math.abs(left - workOf(texts, options, checkpoint))).toBeLessThan(60);
    }
  });

  it("does not take what it cannot judge for good", async () => {
    const model = new SmallModel();
    model.score = () => [Number.NaN];
    expect(await train(new HalvedModel(model), texts, options, listen().hooks)).toMatchObject({
      step: 0,
      before: Number.POSITIVE_INFINITY,
    });
  });
});

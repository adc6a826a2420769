import { afterEach, describe, expect, it, vi } from "vitest";
import type { SecondLearner } from "../contract/second-learner.ts";
import { HalvedModel } from "./halved-model.ts";
import { SmallModel } from "./testing/small-model.ts";
import { train } from "./train.ts";
import type { TrainHooks, TrainOptions } from "./training-run.ts";

const text = (id: number) => [0, id, ...Array.from({ length: id % 4 }, () => id)];
const training = Array.from({ length: 43 }, (_, i) => text(i));
const texts = { training, heldOut: training.slice(0, 9), cut: 0 };
const options: TrainOptions = { epochs: 2, rate: 0.003, seed: 1 };
const hooks: TrainHooks = {
  onStep: () => {},
  onEvaluation: () => {},
  onCheckpoint: async () => {},
  isStopped: () => false,
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
};

const never = new Promise<never>(() => {});
const end = () => {};
const takeTurns = async (turns: number) => {
  for (let turn = 0; turn < turns; turn++) await hooks.breathe();
};

/** A second small model that answers its calls one after the other, in turns of their own. */
function secondOf(model: SmallModel, dies = () => false, calls: string[] = []) {
  let last = Promise.resolve();
  const answer = <T>(name: string, work: () => T): Promise<T> => {
    calls.push(name);
    const answered = last.then(async () => {
      await hooks.breathe();
      if (dies()) throw new Error("The thread has ended.");
      return work();
    });
    last = answered.then(
      () => {},
      () => {},
    );
    return answered;
  };
  let handed: Float32Array<ArrayBuffer> | undefined;
  const second: SecondLearner = {
    setValues: (values) =>
      answer("values", () => {
        model.setValues(values);
        handed = values;
      }),
    score: (some) => answer("score", () => model.score(some)),
    accumulate: (some, weight) => answer("accumulate", () => model.accumulate(some, weight)),
    takeGradients: () => answer("take", () => model.adapter.takeGradients(handed)),
  };
  return { second, calls };
}

async function trainAlone() {
  const own = new SmallModel();
  const result = await train(new HalvedModel(own), texts, options, hooks);
  return { result, value: own.value, computed: own.computed };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("a model in two halves", () => {
  it("is the same bit by bit with a second thread, which computes half of it", async () => {
    const alone = await trainAlone();
    const [own, other] = [new SmallModel(), new SmallModel()];
    const model = new HalvedModel(own);
    expect(model.threads).toBe(1);
    const { second, calls } = secondOf(other);
    model.join(second, never, end);
    expect(model.threads).toBe(2);
    expect(await train(model, texts, options, hooks)).toEqual(alone.result);
    expect(own.value).toBe(alone.value);
    expect(own.computed + other.computed).toBe(alone.computed);
    expect(other.computed).toBeGreaterThan(alone.computed / 3);
    // One array goes back and forth; another was sent for the first judgement, and copies are of the base and of the best of four.
    expect(own.made).toBeLessThanOrEqual(2 + 1 + 4);
    expect(other.made).toBe(0);
    // Values are sent once a step, and each time that it begins anew.
    const steps = calls.filter((name) => name === "take").length;
    expect(calls.filter((name) => name === "values").length).toBeLessThanOrEqual(steps + 2);
  });

  it("is the same where the second thread ends at any moment, and is not asked any more", async () => {
    const alone = await trainAlone();
    for (const answered of [0, 1, 2, 3, 5, 8, 13, 21, 34, 55]) {
      const model = new HalvedModel(new SmallModel());
      let left = answered;
      const { second, calls } = secondOf(new SmallModel(), () => left-- <= 0);
      let ended = 0;
      model.join(second, never, () => void ended++);
      expect(await train(model, texts, options, hooks)).toEqual(alone.result);
      expect([model.threads, ended]).toEqual([1, 1]);
      // What was under way with the call that failed is all that was lost.
      expect(calls.length).toBeLessThan(answered + 5);
    }
  });

  it("is the same where the second thread joins in the middle", async () => {
    const alone = await trainAlone();
    for (const step of [1, 4, 9]) {
      const model = new HalvedModel(new SmallModel());
      const { second, calls } = secondOf(new SmallModel());
      const onStep: TrainHooks["onStep"] = (progress) =>
        void (progress.step === step && model.join(second, never, end));
      expect(await train(model, texts, options, { ...hooks, onStep })).toEqual(alone.result);
      expect(calls).toContain("take");
    }
  });

  it("gives the second thread its work before this one computes, and asks for the gradients behind it", async () => {
    const done: string[] = [];
    class Telling extends SmallModel {
      override readonly tokens: number = 3;
      override accumulate(some: readonly (readonly number[])[], weight: number): number[] {
        done.push("own");
        return super.accumulate(some, weight);
      }
    }
    const model = new HalvedModel(new Telling());
    model.join(secondOf(new SmallModel(), () => false, done).second, never, end);
    await model.gather(training.slice(0, 2), 1, hooks.breathe);
    expect(done).toEqual(["values", "accumulate", "take", "own"]);
  });

  it("computes nothing while a thread that starts reads its memory", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const own = new SmallModel();
    const model = new HalvedModel(own);
    const read = model.lend(async (from: number, to: number) => to - from);
    expect(await read(0, 8)).toBe(8);
    const gathered = model.gather(training.slice(0, 8), 1, hooks.breathe);
    await takeTurns(5);
    expect(own.computed).toBe(0);
    model.join(secondOf(new SmallModel()).second, never, end);
    await gathered;
    expect(own.computed).toBeGreaterThan(0);
  });

  it("does without a second thread that is waited for longer than its half would take, to the same end", async () => {
    const alone = await trainAlone();
    const trained = async (slowness: number) => {
      const [own, other] = [new SmallModel(), new SmallModel()];
      const model = new HalvedModel(own, () => 10 * own.computed + 10 * slowness * other.computed);
      let ended = 0;
      model.join(secondOf(other).second, never, () => void ended++);
      expect(await train(model, texts, options, hooks)).toEqual(alone.result);
      return { threads: model.threads, ended };
    };
    expect(await trained(0.1)).toEqual({ threads: 2, ended: 0 });
    expect(await trained(100)).toEqual({ threads: 1, ended: 1 });
  });

  it("does not wait for what a thread was asked that failed before and is ended", async () => {
    const model = new HalvedModel(new SmallModel());
    const { second } = secondOf(new SmallModel());
    // The first of two calls fails; the other one is never answered, as of a worker that was terminated.
    let calls = 0;
    const accumulate = () =>
      calls++ === 0 ? takeTurns(3).then(() => Promise.reject(new Error("out of memory"))) : never;
    model.join({ ...second, accumulate }, never, end);
    const alone = await new HalvedModel(new SmallModel()).gather(training, 1, hooks.breathe);
    expect(await model.gather(training, 1, hooks.breathe)).toBe(alone);
    expect(calls).toBe(2);
  });

  it.each(["gather", "lossOf"] as const)(
    "computes nothing any more once %s was stopped or has failed",
    async (what) => {
      class Failing extends SmallModel {
        override readonly tokens = 3;
        failsAt = Number.POSITIVE_INFINITY;
        override score(some: readonly (readonly number[])[]): number[] {
          if (this.computed >= this.failsAt) throw new Error("broken");
          return super.score(some);
        }
        override accumulate(some: readonly (readonly number[])[], weight: number): number[] {
          if (this.computed >= this.failsAt) throw new Error("broken");
          return super.accumulate(some, weight);
        }
      }
      const run = async (failsAt: number, stopsAt: number) => {
        const [own, other] = [new Failing(), new Failing()];
        own.failsAt = failsAt;
        const model = new HalvedModel(own);
        const { second, calls } = secondOf(other);
        model.join(second, never, end);
        let breaths = 0;
        const breathe = async () => {
          await hooks.breathe();
          if (breaths++ >= stopsAt) throw new Error("stopped");
        };
        const told = what === "gather" ? model.gather(training, 1, breathe) : model.lossOf(training, breathe);
        const message = await told.catch((error: Error) => error.message);
        const before = [own.computed, other.computed, calls.length];
        await takeTurns(60);
        expect([own.computed, other.computed, calls.length]).toEqual(before);
        return message;
      };
      expect(await run(1, Number.POSITIVE_INFINITY)).toBe("broken");
      for (const stopsAt of [0, 1, 2, 3, 7]) expect(await run(Number.POSITIVE_INFINITY, stopsAt)).toBe("stopped");
    },
  );

  it("stops with a second thread as it does alone", async () => {
    const stopAt = async (model: HalvedModel) => {
      let steps = 0;
      const stopped = { ...hooks, onStep: () => void steps++, isStopped: () => steps >= 5 };
      return train(model, texts, options, stopped);
    };
    const model = new HalvedModel(new SmallModel());
    model.join(secondOf(new SmallModel()).second, never, end);
    expect(await stopAt(model)).toEqual(await stopAt(new HalvedModel(new SmallModel())));
  });

  it("gives the whole loss of a step, and that of texts, in their order", async () => {
    const losses = async (join: boolean) => {
      const model = new HalvedModel(new SmallModel());
      if (join) model.join(secondOf(new SmallModel()).second, never, end);
      return [await model.gather(training.slice(0, 8), 1, hooks.breathe), await model.lossOf(training, hooks.breathe)];
    };
    const [step, all] = await losses(false);
    expect(await losses(true)).toEqual([step, all]);
    const targets = (some: typeof training) => some.flatMap((ids) => ids.slice(1));
    expect(step).toBe(targets(training.slice(0, 8)).length);
    expect(all).toBe(targets(training).length);
  });
});

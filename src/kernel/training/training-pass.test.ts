import { describe, expect, it } from "vitest";
import { parseActivation } from "../../gpt2/activations.ts";
import { KernelInstance } from "../instance.ts";
import { Activation } from "../kernel-module.ts";
import { int4Model } from "../testing/int4-model.ts";
import { randomModel, SMALL, tensorsOf } from "../testing/random-model.ts";
import { referenceLogits } from "../testing/reference-logits.ts";
import { kernelModule } from "../testing/start-kernel.ts";
import { compareVectors, randomAdapter, readTrainingGoldens, type StepGolden } from "../testing/training-goldens.ts";
import { bindTraining } from "../training-module.ts";
import { TrainingPass } from "./training-pass.ts";

const { steps, activations } = readTrainingGoldens();

async function start({ config, adapter, texts }: StepGolden): Promise<TrainingPass> {
  const module = await kernelModule("training-checked");
  const tensors = tensorsOf(randomModel(config, 3));
  const pass = await TrainingPass.start(module, config, tensors, { adapter, tokens: tokensOf(texts) });
  pass.adapter.write(randomAdapter(config, adapter, 5));
  return pass;
}

const sumOf = (losses: readonly number[]) => losses.reduce((sum, loss) => sum + loss, 0);
const tokensOf = (texts: readonly (readonly number[])[]) => texts.reduce((sum, ids) => sum + ids.length - 1, 0);

describe("training on a frozen base of int8, against PyTorch in float64", () => {
  it.each(steps)("$name: the loss", async (golden) => {
    const pass = await start(golden);
    expect(sumOf(pass.score(golden.texts)) / golden.loss).toBeCloseTo(1, 4);
  });

  it.each(steps)("$name: every gradient", async (golden) => {
    const pass = await start(golden);
    const loss = sumOf(pass.accumulate(golden.texts, 1 / tokensOf(golden.texts)));
    expect(loss / golden.loss).toBeCloseTo(1, 4);
    const found = pass.adapter.readGradients();
    expect(found.map(({ layer, target }) => `${layer} ${target}`)).toEqual(
      golden.gradients.map(({ layer, target }) => `${layer} ${target}`),
    );
    found.forEach(({ a, b }, i) => {
      for (const [own, other] of [
        [a, golden.gradients[i]?.a ?? []],
        [b, golden.gradients[i]?.b ?? []],
      ] as const) {
        expect(own).toHaveLength(other.length);
        const { cosine, ratio } = compareVectors([...own], other);
        expect(cosine).toBeGreaterThan(0.9999);
        expect(Math.abs(ratio - 1)).toBeLessThan(0.005);
      }
    });
  });

  it.each(steps)(
    "$name: texts one by one give the gradients of all together, and two steps the same loss",
    async (golden) => {
      const pass = await start(golden);
      for (const round of [1, 2]) {
        for (const ids of golden.texts) pass.accumulate([ids], 1 / tokensOf(golden.texts));
        const norm = pass.step({ rate: 0.01, clip: 0.5 });
        if (round === 1) expect(norm / golden.norm).toBeCloseTo(1, 2);
      }
      expect(sumOf(pass.score(golden.texts)) / golden.loss).toBeCloseTo(golden.after / golden.loss, 3);
    },
  );
});

it("takes a base of 4 bits, rounded to int8", async () => {
  const { model, tensors } = int4Model(SMALL);
  const ids = [1, 7, 3, 40, 22, 9, 9, 0, 15, 49];
  const adapter = steps[0]?.adapter;
  if (adapter === undefined) throw new Error("There is no golden.");
  const module = await kernelModule("training-checked");
  const pass = await TrainingPass.start(module, SMALL, tensors, { adapter, tokens: ids.length });
  const logits = await referenceLogits(model, ids);
  const surprise = ids.slice(1).reduce((sum, id, i) => {
    const row = logits.subarray(i * SMALL.vocab_size, (i + 1) * SMALL.vocab_size);
    return sum + Math.log(row.reduce((total, logit) => total + Math.exp(logit), 0)) - (row[id] ?? Number.NaN);
  }, 0);
  expect(sumOf(pass.score([ids])) / surprise).toBeCloseTo(1, 1);
});

describe("derivatives of activations, against PyTorch", () => {
  it.each(activations)("$name", async ({ name, x, slopes }) => {
    const kernel = await KernelInstance.open(await kernelModule("training-checked"));
    const { activateBackward } = bindTraining(kernel.exports);
    const count = Math.ceil(x.length / 4) * 4;
    const [from, to] = [kernel.allocate(count * 4, "training"), kernel.allocate(count * 4, "training")];
    kernel.floats(from, x.length).set(x);
    kernel.floats(to, x.length).fill(1);
    activateBackward(Activation[parseActivation(name, "config.json")], from, to, count);
    kernel.floats(to, x.length).forEach((slope, i) => {
      expect(Math.abs(slope - (slopes[i] ?? Number.NaN)), `at ${x[i]}`).toBeLessThan(3e-6);
    });
  });
});

describe("a training pass", () => {
  const golden = steps[0];
  if (golden === undefined) throw new Error("no goldens");

  it("refuses more tokens than it has room for", async () => {
    const pass = await start(golden);
    expect(() => pass.score([...golden.texts, [1, 2]])).toThrow("30 tokens in a pass of at most 29");
  });

  it("leaves everything as it was where the gradients are not finite", async () => {
    const pass = await start(golden);
    pass.accumulate(golden.texts, Number.POSITIVE_INFINITY);
    const before = pass.adapter.save();
    expect(pass.step({ rate: 0.01, clip: 1 })).not.toSatisfy(Number.isFinite);
    expect(pass.adapter.save()).toEqual(before);
    expect(pass.steps).toBe(0);
    pass.accumulate(golden.texts, 1 / 29);
    expect(pass.step({ rate: 0.01, clip: 1 })).toSatisfy(Number.isFinite);
  });

  it("goes on from a saved state as if it had not been stopped", async () => {
    const [whole, first, second] = await Promise.all([start(golden), start(golden), start(golden)]);
    const train = (pass: TrainingPass) => {
      pass.accumulate(golden.texts, 1 / 29);
      pass.step({ rate: 0.01, clip: 1 });
    };
    train(whole);
    train(whole);
    train(first);
    second.adapter.restore(first.adapter.save());
    second.steps = first.steps;
    train(second);
    expect(second.adapter.save()).toEqual(whole.adapter.save());
  });

  it("begins anew from values alone, as a state does in which nothing has been trained", async () => {
    const [pass, fresh] = await Promise.all([start(golden), start(golden)]);
    const untouched = fresh.adapter.save();
    const values = fresh.adapter.copyValues();
    pass.accumulate(golden.texts, 1 / 29);
    pass.step({ rate: 0.01, clip: 1 });
    expect(pass.adapter.save()).not.toEqual(untouched);
    pass.restore(values);
    expect(pass.adapter.save()).toEqual(untouched);
    expect(() => pass.restore(values.subarray(1))).toThrow("another adapter");
  });

  it("gives the base's own loss with an adapter of zeros", async () => {
    const [one, other] = [await start(golden), await start(golden)];
    const zeros = one.adapter.read().map((pair) => ({ ...pair, b: new Float32Array(pair.b.length) }));
    one.adapter.write(zeros);
    other.adapter.write(zeros.map((pair) => ({ ...pair, a: new Float32Array(pair.a.length) })));
    expect(one.score(golden.texts)).toEqual(other.score(golden.texts));
  });

  it("writes with the base and with the adapter, between two steps", async () => {
    const pass = await start(golden);
    const [ids = []] = golden.texts;
    const writer = pass.writer(async () => {});
    const surprise = async () => {
      const judgements = await writer.judge(ids.slice(0, -1), ids.slice(1), 0);
      await writer.truncate(0);
      return -judgements.reduce((sum, { logprob }) => sum + logprob, 0);
    };
    const base = await surprise();
    writer.adapters.select(writer.adapters.add(pass.terms()));
    expect((await surprise()) / sumOf(pass.score([ids]))).toBeCloseTo(1, 2);
    writer.adapters.select(undefined);
    expect(await surprise()).toBe(base);
    pass.adapter.write(pass.adapter.read().map((pair) => ({ ...pair, b: new Float32Array(pair.b.length) })));
    expect(base / sumOf(pass.score([ids]))).toBeCloseTo(1, 2);
  });
});

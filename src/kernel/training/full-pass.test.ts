import { describe, expect, it } from "vitest";
import { readValues } from "../package-values.ts";
import { floatTensorsOf, randomModel } from "../testing/random-model.ts";
import { kernelModule } from "../testing/start-kernel.ts";
import { compareVectors, type FullGolden, readFullGoldens } from "../testing/training-goldens.ts";
import { FullPass, openWeights } from "./full-pass.ts";

const goldens = readFullGoldens();

async function start({ config, texts }: FullGolden): Promise<FullPass> {
  const tensors = readValues(config, floatTensorsOf(randomModel(config, 3)));
  return new FullPass(await openWeights(await kernelModule("training-checked"), config, tensors), tokensOf(texts));
}

const sumOf = (losses: readonly number[]) => losses.reduce((sum, loss) => sum + loss, 0);
const tokensOf = (texts: readonly (readonly number[])[]) => texts.reduce((sum, ids) => sum + ids.length - 1, 0);
const train = (pass: FullPass, { texts }: FullGolden) => {
  for (const ids of texts) pass.accumulate([ids], 1 / tokensOf(texts));
  return pass.step({ rate: 0.002, clip: 0.5 });
};

describe("training all weights, against PyTorch in float64", () => {
  it.each(goldens)("$name: the loss", async (golden) => {
    const pass = await start(golden);
    expect(sumOf(pass.score(golden.texts)) / golden.loss).toBeCloseTo(1, 6);
  });

  it.each(goldens)("$name: the gradient of every tensor", async (golden) => {
    const pass = await start(golden);
    const loss = sumOf(pass.accumulate(golden.texts, 1 / tokensOf(golden.texts)));
    expect(loss / golden.loss).toBeCloseTo(1, 6);
    const expected = new Map(golden.gradients.map(({ name, values }) => [name, values]));
    const found = [...pass.weights.readGradients()];
    expect(found.map(({ name }) => name).toSorted()).toEqual([...expected.keys()].toSorted());
    for (const { name, values } of found) {
      const other = expected.get(name) ?? [];
      expect(values, name).toHaveLength(other.length);
      const { cosine, ratio } = compareVectors([...values], other);
      expect(cosine, name).toBeGreaterThan(0.9999);
      expect(Math.abs(ratio - 1), name).toBeLessThan(0.005);
    }
  });

  it.each(goldens)("$name: two steps, texts one by one", async (golden) => {
    const pass = await start(golden);
    expect(train(pass, golden) / golden.norm).toBeCloseTo(1, 4);
    train(pass, golden);
    expect(sumOf(pass.score(golden.texts)) / golden.after).toBeCloseTo(1, 4);
  });
});

describe("a full pass", () => {
  const golden = goldens[0];
  if (golden === undefined) throw new Error("no goldens");

  it("gives back the weights that it was given", async () => {
    const pass = await start(golden);
    const read = [...pass.weights.read()];
    const given = readValues(golden.config, floatTensorsOf(randomModel(golden.config, 3)));
    for await (const tensor of given) expect(read).toContainEqual(tensor);
  });

  it("leaves everything as it was where the gradients are not finite", async () => {
    const pass = await start(golden);
    pass.accumulate(golden.texts, Number.POSITIVE_INFINITY);
    const before = pass.save();
    expect(pass.step({ rate: 0.01, clip: 1 })).not.toSatisfy(Number.isFinite);
    expect(pass.save()).toEqual(before);
    expect(pass.steps).toBe(0);
    expect(train(pass, golden)).toSatisfy(Number.isFinite);
  });

  it("goes on from a saved state as if it had not been stopped", async () => {
    const [whole, first, second] = await Promise.all([start(golden), start(golden), start(golden)]);
    train(whole, golden);
    train(whole, golden);
    train(first, golden);
    second.restore(first.save());
    second.steps = first.steps;
    train(second, golden);
    expect(second.save()).toEqual(whole.save());
  });

  it("keeps what fills its rows up at zero", async () => {
    const odd = goldens.find(({ name }) => name === "odd sizes");
    if (odd === undefined) throw new Error("no goldens");
    const pass = await start(odd);
    train(pass, odd);
    const squares = (values: Iterable<number>) => Math.fround([...values].reduce((sum, value) => sum + value ** 2, 0));
    const all = [...pass.weights.read()].reduce((sum, { values }) => sum + squares(values), 0);
    expect(squares(pass.copyValues()) / all).toBeCloseTo(1, 6);
  });

  it("refuses tensors that are not the model's", async () => {
    const pass = await start(golden);
    const values = new Float32Array(3);
    expect(() => pass.weights.write({ name: "ln_f.bias", values })).toThrow("ln_f.bias: 3 values, not 16.");
    expect(() => pass.weights.write({ name: "h.9.ln_1.bias", values })).toThrow("The model has no h.9.ln_1.bias.");
  });
});

import { afterAll, describe, expect, it } from "vitest";
import { at } from "../contract/at.ts";
import type { Judgement } from "../contract/forward-pass.ts";
import { judgeByLogits } from "../generate/judge-text.ts";
import type { KernelForwardPass } from "./kernel-forward-pass.ts";
import { startForwardPass } from "./start-forward-pass.ts";
import { int4Model } from "./testing/int4-model.ts";
import { clock, nodeTeam } from "./testing/node-team.ts";
import { floatTensorsOf, randomModel, SMALL, tensorsOf } from "./testing/random-model.ts";
import { kernelModule } from "./testing/start-kernel.ts";

const started: KernelForwardPass[] = [];
afterAll(async () => {
  for (const pass of started) await pass.dispose();
});

async function start(model: ReturnType<typeof randomModel>, build = "kernel-checked", floats = false) {
  const team = build.endsWith("shared") ? nodeTeam(2, clock([10, 1])) : undefined;
  const tensors = floats ? floatTensorsOf(model) : tensorsOf(model);
  const pass = await startForwardPass(await kernelModule(build), model.shape, tensors, undefined, team);
  started.push(pass);
  return pass;
}

const idsOf = (count: number, most: number, first = 0) =>
  Array.from({ length: count }, (_, i) => (first + i * 37) % most);

/** The same judgements, but for what single precision leaves of a sum of powers. */
function expectClose(judgements: readonly Judgement[], expected: readonly Judgement[]) {
  expect(judgements).toHaveLength(expected.length);
  judgements.forEach(({ logprob, top }, i) => {
    const other = at(expected, i);
    expect(logprob).toBeCloseTo(other.logprob, 5);
    expect(top.map(({ id }) => id)).toEqual(other.top.map(({ id }) => id));
    top.forEach((one, place) => {
      expect(one.logprob).toBeCloseTo(at(other.top, place).logprob, 5);
    });
  });
}

describe("the kernel's judgement of a text", () => {
  it.each([
    ["a small vocabulary", {}, 1, 3],
    ["one of fewer tokens than are asked for", { vocab_size: 7 }, 5, 20],
    ["one of several parts, the last of odd size", { vocab_size: 2651 }, 9, 20],
    ["one whose parts are cut by the room for many tokens", { vocab_size: 2651, n_positions: 200 }, 150, 2],
    ["no alternatives", { vocab_size: 1200, tie_word_embeddings: false }, 17, 0],
    ["odd widths", { n_embd: 15, n_head: 3, n_inner: 33, vocab_size: 101 }, 12, 5],
  ] as const)("is that of its logits: %s", async (_name, change, count, alternatives) => {
    const model = randomModel({ ...SMALL, ...change });
    const { vocab_size } = model.shape;
    for (const floats of [false, true]) {
      const [judge, look] = [await start(model, "kernel-checked", floats), await start(model, "kernel", floats)];
      const [ids, targets] = [idsOf(count, vocab_size), idsOf(count, vocab_size, 5)];
      const logits = await look.forward([ids], "all");
      const row = (i: number) => logits.subarray(i * vocab_size, (i + 1) * vocab_size);
      const expected = targets.map((id, i) => judgeByLogits(row(i), id, alternatives));
      expectClose(await judge.judge(ids, targets, alternatives), expected);
      expect(judge.cached).toEqual([ids]);
    }
  });

  it("is that of its logits where weights have 4 bits", async () => {
    const { model, tensors } = int4Model({ ...SMALL, vocab_size: 1037 });
    const pass = await startForwardPass(await kernelModule(), model.shape, tensors);
    const [ids, targets] = [idsOf(19, 1037), idsOf(19, 1037, 5)];
    const logits = (await pass.forward([ids], "all")).slice();
    await pass.truncate(0);
    const expected = targets.map((id, i) => judgeByLogits(logits.subarray(i * 1037, (i + 1) * 1037), id, 4));
    expectClose(await pass.judge(ids, targets, 4), expected);
  });

  it("goes on with the cache, and leaves it to go on with", async () => {
    const model = randomModel(SMALL);
    const [one, other] = [await start(model), await start(model)];
    const ids = idsOf(40, SMALL.vocab_size);
    await one.forward([ids.slice(0, 11)]);
    const parts = [...(await one.judge(ids.slice(11, 30), ids.slice(12, 31), 2))];
    const whole = await other.judge(ids.slice(0, 30), ids.slice(1, 31), 2);
    expect(parts).toEqual(whole.slice(11));
    expect([...(await one.forward([ids.slice(30)]))]).toEqual([...(await other.forward([ids.slice(30)]))]);
  });

  it("is the same bit by bit with helpers", async () => {
    const model = randomModel({ ...SMALL, n_embd: 68, n_head: 4, vocab_size: 4003, n_positions: 200 });
    const [alone, helped] = [await start(model, "kernel"), await start(model, "kernel-shared")];
    expect(helped.threads).toBe(3);
    for (const count of [1, 3, 8, 64, 150]) {
      const [ids, targets] = [idsOf(count, 4003), idsOf(count, 4003, 7)];
      for (const pass of [alone, helped]) await pass.truncate(0);
      expect(await helped.judge(ids, targets, 4)).toEqual(await alone.judge(ids, targets, 4));
    }
  });

  it("knows no likelihood of a token that the model does not have", async () => {
    const pass = await start(randomModel(SMALL));
    const [first, second] = await pass.judge([1, 2], [SMALL.vocab_size, -1], 1);
    expect([first?.logprob, second?.logprob]).toEqual([Number.NaN, Number.NaN]);
    expect(first?.top).toHaveLength(1);
  });

  it("puts equals in the order of their ids", async () => {
    const model = randomModel({ ...SMALL, vocab_size: 40 });
    // Every token has the embedding of the first.
    const table = model.matrices.get("wte");
    table?.values.forEach((_, i, values) => {
      values[i] = at(values, i - (i % 40));
    });
    table?.scale.fill(0.01);
    const [judgement] = await (await start(model)).judge([3], [4], 5);
    expect(judgement?.top.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
    expect(judgement?.logprob).toBeCloseTo(-Math.log(40), 5);
  });

  it("refuses logits that are not finite, and forgets what it computed", async () => {
    const model = randomModel(SMALL);
    model.vectors.get("ln_f.bias")?.fill(Number.POSITIVE_INFINITY);
    const pass = await start(model);
    await expect(pass.judge([1], [2], 0)).rejects.toMatchObject({ failure: { code: "nan_logits" } });
    expect(pass.cached).toEqual([]);
  });

  it("refuses what it was not made for", async () => {
    const pass = await start(randomModel(SMALL));
    await expect(pass.judge([1, 2], [2], 0)).rejects.toThrow("1 tokens come after 2.");
    await expect(pass.judge([1], [2], 21)).rejects.toThrow("21 alternatives are asked for, 20 are told at most.");
  });
});

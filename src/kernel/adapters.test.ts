import { describe, expect, it } from "vitest";
import { LIMITS } from "../contract/limits.ts";
import { saying } from "../contract/testing/refused.ts";
import { KernelInstance } from "./instance.ts";
import { MOST_RANK } from "./kernel-module.ts";
import { adapterRoom } from "./memory-plan.ts";
import { startForwardPass } from "./start-forward-pass.ts";
import { int4Model } from "./testing/int4-model.ts";
import { clock, nodeTeam } from "./testing/node-team.ts";
import { mergedModel, randomAdapter } from "./testing/random-adapter.ts";
import { floatTensorsOf, randomModel, SMALL, tensorsOf } from "./testing/random-model.ts";
import { referenceLogits } from "./testing/reference-logits.ts";
import { kernelModule, relativeError } from "./testing/start-kernel.ts";

const model = randomModel(SMALL);
const adapter = randomAdapter(model, () => 5);
const other = randomAdapter(model, () => 8, 2);
const TEXT = [5, 17, 99, 3, 42, 61, 8, 8, 77, 30];

async function start(tensors = tensorsOf(model)) {
  return startForwardPass(await kernelModule(), SMALL, tensors);
}

describe("an adapter beside the weights", () => {
  it("computes what the merged model does, within a thousandth", async () => {
    const merged = await referenceLogits(mergedModel(model, adapter), TEXT);
    expect(relativeError(await referenceLogits(model, TEXT), merged)).toBeGreaterThan(0.1);
    for (const tensors of [tensorsOf(model), floatTensorsOf(model)]) {
      const pass = await start(tensors);
      pass.adapters.select(pass.adapters.add(adapter));
      expect(relativeError(await pass.forward([TEXT], "all"), merged)).toBeLessThan(1e-3);
    }
  });

  it("computes on weights of 4 bits what the merged model does, whatever the number of tokens", async () => {
    const base = int4Model({ ...SMALL, n_embd: 70, n_inner: 99, vocab_size: 101 });
    const terms = randomAdapter(base.model, (module) => 1 + (module.length % 9));
    const merged = await referenceLogits(mergedModel(base.model, terms), TEXT);
    const pass = await startForwardPass(await kernelModule(), base.model.shape, base.tensors);
    pass.adapters.select(pass.adapters.add(terms));
    const together = [...(await pass.forward([TEXT], "all"))];
    expect(relativeError(together, merged)).toBeLessThan(1e-3);
    await pass.truncate(0);
    const single: number[] = [];
    for (const id of TEXT) single.push(...(await pass.forward([[id]])));
    expect(single).toEqual(together);
  });

  it("keeps what is small in one rank beside what is large in others", async () => {
    const factors = [1e-4, 1, 1e4];
    const uneven = adapter.map((term) => ({
      ...term,
      a: term.a.map((value, i) => value * (factors[Math.floor((i * term.rank) / term.a.length) % 3] ?? 1)),
      b: term.b.map((value, i) => value / (factors[(i % term.rank) % 3] ?? 1)),
    }));
    const pass = await start();
    pass.adapters.select(pass.adapters.add(uneven));
    const merged = await referenceLogits(mergedModel(model, adapter), TEXT);
    expect(relativeError(await pass.forward([TEXT], "all"), merged)).toBeLessThan(1e-3);
  });

  it("is refused by its logits where its products are no numbers", async () => {
    const pass = await start();
    const wild = adapter.map((term) => ({ ...term, a: term.a.map(() => 3e38), b: term.b.map(() => 9) }));
    pass.adapters.select(pass.adapters.add(wild));
    await expect(pass.forward([TEXT])).rejects.toEqual(saying(/NaN or infinite/));
    pass.adapters.select(undefined);
    expect(relativeError(await pass.forward([TEXT], "all"), await referenceLogits(model, TEXT))).toBeLessThan(1e-3);
  });

  it("is switched without a trace of the other, bit by bit", async () => {
    const pass = await start();
    const [first, second] = [pass.adapters.add(adapter), pass.adapters.add(other)];
    const answers = new Map<number | undefined, number[]>();
    for (const which of [undefined, first, second]) {
      const fresh = await start();
      const own = which === undefined ? undefined : fresh.adapters.add(which === first ? adapter : other);
      fresh.adapters.select(own);
      answers.set(which, [...(await fresh.forward([TEXT]))]);
    }
    expect(new Set([...answers.values()].map(String)).size).toBe(3);
    for (const which of [first, undefined, second, first, second, undefined]) {
      pass.adapters.select(which);
      expect(pass.cached).toEqual([]);
      expect([...(await pass.forward([TEXT]))]).toEqual(answers.get(which));
      pass.adapters.select(which);
      expect(pass.cached).toEqual([TEXT]);
    }
  });

  it("leaves its room to the next, and the model as it was", async () => {
    const pass = await start();
    const base = [...(await pass.forward([TEXT]))];
    const first = pass.adapters.add(adapter);
    pass.adapters.select(first);
    pass.adapters.remove(first);
    expect([...(await pass.forward([TEXT]))]).toEqual(base);
    expect(() => pass.adapters.select(first)).toThrow(/no adapter/);
    // One with fewer products in the room of one with all: nothing of that is left.
    const partly = adapter.filter(({ module }) => module === "h.1.mlp.c_fc");
    pass.adapters.select(pass.adapters.add(partly));
    const fresh = await start();
    fresh.adapters.select(fresh.adapters.add(partly));
    expect([...(await pass.forward([TEXT]))]).toEqual([...(await fresh.forward([TEXT]))]);
  });

  it("takes the room of one that was removed, and no other", async () => {
    const kernel = await KernelInstance.start(await kernelModule("kernel"), SMALL);
    const { Adapters } = await import("./adapters.ts");
    const adapters = new Adapters(kernel, SMALL, () => {});
    adapters.add(adapter);
    const before = kernel.functions.allocate(0);
    for (let round = 0; round < 5; round++) adapters.remove(adapters.add(other));
    const after = kernel.functions.allocate(0);
    adapters.remove(adapters.add(other));
    expect(after).toBeGreaterThan(before);
    expect(kernel.functions.allocate(0)).toBe(after);
  });

  it("of the highest rank fits what is kept free for it", async () => {
    const kernel = await KernelInstance.start(await kernelModule("kernel"), SMALL);
    const { Adapters } = await import("./adapters.ts");
    const before = kernel.functions.allocate(0);
    new Adapters(kernel, SMALL, () => {}).add(randomAdapter(model, () => MOST_RANK));
    expect(kernel.functions.allocate(0) - before).toBe(adapterRoom(SMALL));
    expect(LIMITS.adapterRank).toBe(MOST_RANK);
  });

  it.each([
    ["another product", { module: "h.0.ln_1" }, /no product/],
    ["a layer beyond the last", { module: "h.2.attn.c_attn" }, /no product/],
    ["another size", { module: "h.0.mlp.c_proj" }, /inputs/],
    ["a rank of 0", { rank: 0 }, /rank 0/],
    ["a rank beyond the highest", { rank: MOST_RANK + 1 }, /rank 65/],
  ])("is not taken for %s", async (_name, change, message) => {
    const [term] = adapter;
    if (term === undefined) throw new Error("no term");
    const pass = await start();
    expect(() => pass.adapters.add([{ ...term, ...change }])).toThrow(message);
  });

  it("gives the same logits with helpers, in any batch and any pieces, bit by bit", async () => {
    const shape = { ...SMALL, n_embd: 68, n_head: 4, n_inner: 1701, n_positions: 200, vocab_size: 503 };
    const wide = randomModel(shape);
    const terms = randomAdapter(wide, (module) => module.length % 11);
    const ids = (count: number, first = 0) => Array.from({ length: count }, (_, i) => (first + i * 37) % 503);
    const startWide = async (build: string, helpers = 0) => {
      const team = helpers > 0 ? nodeTeam(helpers, clock([10, 1])) : undefined;
      const pass = await startForwardPass(await kernelModule(build), shape, tensorsOf(wide), undefined, team);
      pass.adapters.select(pass.adapters.add(terms));
      return pass;
    };
    const [alone, helped] = [await startWide("kernel"), await startWide("kernel-shared", 2)];
    try {
      expect(helped.threads).toBe(3);
      const whole = [...(await alone.forward([ids(100)], "all"))];
      expect([...(await helped.forward([ids(100)], "all"))]).toEqual(whole);
      await alone.truncate(0);
      const pieces: number[] = [];
      for (let from = 0, size = 1; from < 100; from += size, size++) {
        pieces.push(...(await alone.forward([ids(100).slice(from, from + size)], "all")));
      }
      expect(pieces).toEqual(whole);
      for (const pass of [alone, helped]) await pass.truncate(0);
      const rows = [ids(3), ids(7, 1), ids(1, 2), ids(9, 3), ids(2, 4)];
      expect([...(await helped.forward(rows))]).toEqual([...(await alone.forward(rows))]);
    } finally {
      await helped.dispose();
    }
  });
});

import { expose, proxy, transfer, wrap } from "comlink";
import { expect, it } from "vitest";
import { SMALL } from "../testing/random-model.ts";
import { kernelModule } from "../testing/start-kernel.ts";
import { callSecond, exposedSecond } from "./hand-over.ts";
import type { ReadMemory, SecondThread } from "./second-thread.ts";

it("hands arrays over in both directions, and passes on what it is asked", async () => {
  const gradients = Float32Array.of(5, 6);
  const seen: unknown[] = [];
  const thread: SecondThread = {
    async start({ tokens }, read) {
      const piece = await read(0, 2, undefined);
      seen.push(tokens, [...piece]);
      const next = await read(2, 4, piece);
      seen.push(next, piece.length);
    },
    async setValues(values) {
      seen.push(values);
    },
    score: async (texts) => texts.map((ids) => ids.length),
    accumulate: async (texts, weight) => texts.map((ids) => ids.length * weight),
    takeGradients: async () => gradients,
  };
  const { port1, port2 } = new MessageChannel();
  try {
    expose(exposedSecond(thread, { transfer }), port1);
    const second = callSecond(wrap<SecondThread>(port2), { transfer, proxy });
    const adapter = { rank: 1, alpha: 2, targets: [] };
    const lent: Uint8Array[] = [];
    const read: ReadMemory = async (from, to, into) => {
      const bytes = into ?? new Uint8Array(2);
      bytes.set([from, to]);
      lent.push(bytes);
      return bytes;
    };
    const module = await kernelModule();
    await second.start({ module, config: SMALL, adapter, tokens: 9 }, read);
    const values = Float32Array.of(1, 2, 3);
    await second.setValues(values);
    expect(seen).toEqual([9, [0, 2], Uint8Array.of(2, 4), 0, Float32Array.of(1, 2, 3)]);
    expect(lent.map(({ length }) => length)).toEqual([0, 0]);
    expect([await second.score([[1], [2, 3]]), await second.accumulate([[1, 2]], 0.5)]).toEqual([[1, 2], [1]]);
    expect(await second.takeGradients()).toEqual(Float32Array.of(5, 6));
    expect([values, gradients].map(({ length }) => length)).toEqual([0, 0]);
  } finally {
    port1.close();
    port2.close();
  }
});

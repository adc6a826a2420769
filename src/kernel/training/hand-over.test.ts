import { expose, proxy, transfer, wrap } from "comlink";
import { expect, it } from "vitest";
import { SMALL } from "../testing/random-model.ts";
import { kernelModule } from "../testing/start-kernel.ts";
import { callSecond, exposedSecond } from "./hand-over.ts";
import type { SecondThread } from "./second-thread.ts";

it("hands arrays over in both directions, and passes on what it is asked", async () => {
  const gradients = Float32Array.of(5, 6);
  const seen: unknown[] = [];
  const thread: SecondThread = {
    async start({ tokens }, read) {
      seen.push(tokens, await read(2, 4));
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
    const lent = Uint8Array.of(7, 8);
    const module = await kernelModule();
    await second.start({ module, config: SMALL, adapter, tokens: 9 }, async () => lent);
    const values = Float32Array.of(1, 2, 3);
    await second.setValues(values);
    expect(seen).toEqual([9, Uint8Array.of(7, 8), Float32Array.of(1, 2, 3)]);
    expect([await second.score([[1], [2, 3]]), await second.accumulate([[1, 2]], 0.5)]).toEqual([[1, 2], [1]]);
    expect(await second.takeGradients()).toEqual(Float32Array.of(5, 6));
    expect([lent, values, gradients].map(({ length }) => length)).toEqual([0, 0, 0]);
  } finally {
    port1.close();
    port2.close();
  }
});

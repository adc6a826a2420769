import { beforeAll, describe, expect, it } from "vitest";
import type { ForwardPass, TokenRows } from "../contract/forward-pass.ts";
import type { KernelForwardPass } from "./kernel-forward-pass.ts";
import { SharedPass } from "./shared-pass.ts";
import { startForwardPass } from "./start-forward-pass.ts";
import { randomModel, SMALL, tensorsOf } from "./testing/random-model.ts";
import { kernelModule } from "./testing/start-kernel.ts";

const model = randomModel(SMALL);
const start = async () => startForwardPass(await kernelModule(), SMALL, tensorsOf(model));

/** A run of its own form: what it asks for, one after the other, and how it orders its rows before that. */
type Script = readonly { readonly tokens: TokenRows; readonly want?: "last" | "all"; readonly order?: number[] }[];

const SCRIPTS: readonly Script[] = [
  [{ tokens: [[1, 2, 3]] }, { tokens: [[4]] }, { tokens: [[5], [6]], order: [0, 0] }, { tokens: [[7]], order: [1] }],
  [{ tokens: [[9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 11, 12, 13, 14, 15, 16, 17, 18]] }, { tokens: [[1]] }],
  [{ tokens: [[1, 2, 3], [50]], want: "all" }, { tokens: [[4], [51]] }, { tokens: [[2, 2]], order: [], want: "all" }],
  [{ tokens: [[70]] }],
  [],
];

async function play(pass: ForwardPass, script: Script): Promise<number[][]> {
  const told: number[][] = [];
  for (const { tokens, want, order } of script) {
    if (order !== undefined) await pass.reorder(order);
    told.push([...(await pass.forward(tokens, want))]);
  }
  return told;
}

describe("a shared pass", () => {
  let shared: SharedPass;
  let pass: KernelForwardPass;
  beforeAll(async () => {
    pass = await start();
    shared = new SharedPass(pass);
  });

  it("has for each run, bit by bit, what it has alone, and keeps nothing of them", async () => {
    const alone = await Promise.all(SCRIPTS.map(async (script) => play(await start(), script)));
    for (let round = 0; round < 3; round++) {
      const begun = SCRIPTS.map((script) => shared.use((own) => play(own, script)));
      // One more comes while the others are under way.
      await Promise.resolve();
      const late = shared.use((own) => play(own, SCRIPTS[1] ?? []));
      expect(await Promise.all(begun)).toEqual(alone);
      expect(await late).toEqual(alone[1]);
      expect(pass.cached).toEqual([]);
    }
  });

  it("goes on after a run that fails, and after one that asks for what cannot be", async () => {
    const tooLong = Array.from({ length: SMALL.n_positions + 1 }, () => 1);
    const failing = shared.use((own) => own.forward([tooLong]));
    await expect(failing).rejects.toMatchObject({ failure: { code: "limit_exceeded" } });
    await expect(shared.use(() => Promise.reject(new Error("own fault")))).rejects.toThrow("own fault");
    const script = SCRIPTS[0] ?? [];
    expect(await shared.use((own) => play(own, script))).toEqual(await play(await start(), script));
  });
});

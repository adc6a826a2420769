import { saying } from "../contract/testing/refused.ts";
import { afterEach, describe, expect, it } from "vitest";
import type { Checkpoint } from "../convert/checkpoint.ts";
import { randomCheckpoint, TINY } from "../convert/testing/random-checkpoint.ts";
import { createKernel } from "./create-kernel.ts";
import { KernelInstance } from "./instance.ts";
import type { KernelForwardPass } from "./kernel-forward-pass.ts";
import { modelBytes, rowBytes } from "./memory-plan.ts";
import { clock, type NodeTeam, nodeTeam } from "./testing/node-team.ts";
import { packageFiles } from "./testing/package-files.ts";
import { makeScarce, type Scarcity } from "./testing/scarce-memory.ts";
import { kernelModule } from "./testing/start-kernel.ts";

const PAGE = 65_536;
const IDS = Array.from({ length: 20 }, (_, i) => (i * 7) % 50);
/** Large enough for pieces, and for a cache and a staged tensor that show beside the model. */
const config = { ...TINY, n_embd: 64, n_inner: 1701, n_positions: 1000, vocab_size: 20_003 };
const checkpoint: Checkpoint = randomCheckpoint(config);
const files = await packageFiles(checkpoint, "q8");

let scarcity: Scarcity | undefined;
let passes: KernelForwardPass[] = [];
afterEach(async () => {
  scarcity?.restore();
  scarcity = undefined;
  for (const pass of passes) await pass.dispose();
  passes = [];
});

async function load(team: NodeTeam | undefined, build = "kernel-shared", of = files): Promise<KernelForwardPass> {
  const pass = await createKernel(of, "q8", await kernelModule(build), undefined, team);
  passes.push(pass);
  return pass;
}

const team = () => nodeTeam(2, clock([10, 1]));
const answer = async (pass: KernelForwardPass) => [...(await pass.forward([IDS]))];

const plain = await createKernel(files, "q8", await kernelModule("kernel"));
const expected = await answer(plain);

describe("where memory to share is scarce", () => {
  it("asks for one memory, with room for the model and all texts of a request", async () => {
    scarcity = makeScarce((wanted) => wanted);
    const pass = await load(team());
    expect(pass.threads).toBe(3);
    const [asked = 0, ...others] = scarcity.asked;
    expect(others).toEqual([]);
    const bytes = modelBytes(config, 8, 2) + 32 * rowBytes(config);
    expect(asked * PAGE).toBeGreaterThan(bytes);
    expect(asked * PAGE).toBeLessThan(1.2 * bytes);
    expect(await answer(pass)).toEqual(expected);
  });

  it("is content with room for fewer texts", async () => {
    const two = Math.ceil((modelBytes(config, 8, 2) + 2 * rowBytes(config)) / PAGE) + 16;
    scarcity = makeScarce((wanted) => ((wanted.maximum ?? 0) > two ? undefined : wanted));
    const pass = await load(team());
    expect(pass.threads).toBe(3);
    expect(scarcity.asked).toHaveLength(3);
    expect(await answer(pass)).toEqual(expected);
  });

  it.each([
    ["is refused", () => undefined],
    ["cannot grow to the model", (wanted: { initial: number }) => ({ ...wanted, maximum: 20, shared: true })],
    [
      "ends while the weights are read",
      (wanted: { initial: number }) => ({
        ...wanted,
        maximum: Math.ceil(modelBytes(config, 8, 2) / PAGE) + 1,
        shared: true,
      }),
    ],
  ])("runs alone in a memory of its own where the shared one %s", async (_name, give) => {
    scarcity = makeScarce(give);
    const helpers = team();
    const pass = await load(helpers);
    expect(pass.threads).toBe(1);
    expect(await answer(pass)).toEqual(expected);
  });

  it("loads a second model alone where the second memory is refused, and the first goes on", async () => {
    scarcity = makeScarce((wanted, call) => (call > 1 ? undefined : wanted));
    const first = await load(team());
    const second = await load(team());
    expect([first.threads, second.threads]).toEqual([3, 1]);
    for (const pass of [first, second]) expect(await answer(pass)).toEqual(expected);
  });

  it("runs alone where growing throws, as engines may", async () => {
    const { grow } = WebAssembly.Memory.prototype;
    let refused = 0;
    WebAssembly.Memory.prototype.grow = function (pages: number) {
      if (refused++ > 0) return grow.call(this, pages);
      throw new RangeError("WebAssembly.Memory.grow(): Unable to grow instance memory");
    };
    try {
      const pass = await load(team());
      expect([pass.threads, refused]).toEqual([1, 2]);
      expect(await answer(pass)).toEqual(expected);
    } finally {
      WebAssembly.Memory.prototype.grow = grow;
    }
  });

  it("says how much was asked for, and what to do, where nothing else can be done", async () => {
    scarcity = makeScarce(() => undefined);
    const start = KernelInstance.start(await kernelModule("kernel-shared"), config);
    await expect(start).rejects.toEqual(
      saying(
        /^There is no memory for the model and one text, in memory that threads share: 6\.6 MB were asked for\.$/,
        { code: "out_of_memory", hint: "smaller model" },
      ),
    );
  });
});

import { afterEach, describe, expect, it } from "vitest";
import type { Gpt2Config } from "../gpt2/config.ts";
import type { KernelForwardPass } from "./kernel-forward-pass.ts";
import { startForwardPass } from "./start-forward-pass.ts";
import type { Team } from "./team.ts";
import { clock, nodeTeam } from "./testing/node-team.ts";
import { randomModel, SMALL, tensorsOf } from "./testing/random-model.ts";
import { kernelModule } from "./testing/start-kernel.ts";

/** Large enough that every kind of work comes in several pieces; odd sizes, so that the last piece is shorter. */
const SHAPE: Gpt2Config = {
  ...SMALL,
  n_embd: 68,
  n_head: 4,
  n_inner: 1701,
  n_positions: 200,
  vocab_size: 16_003,
};
const model = randomModel(SHAPE);
const FASTER = () => clock([10, 1]);
const ids = (count: number, first = 0) => Array.from({ length: count }, (_, i) => (first + i * 37) % SHAPE.vocab_size);

let started: KernelForwardPass[] = [];
afterEach(async () => {
  for (const pass of started) await pass.dispose();
  started = [];
});

async function start(build: string, team?: Team): Promise<KernelForwardPass> {
  const pass = await startForwardPass(await kernelModule(build), SHAPE, tensorsOf(model), undefined, team);
  started.push(pass);
  return pass;
}

describe("the shared build", () => {
  it("gives the same logits with helpers as the plain build, bit by bit", async () => {
    const alone = await start("kernel");
    const helped = await start("kernel-shared", nodeTeam(3, FASTER()));
    expect(helped.threads).toBe(4);
    for (const rows of [[ids(100)], [[5]], [[6]], [ids(9)]]) {
      expect([...(await helped.forward(rows))]).toEqual([...(await alone.forward(rows))]);
    }
    for (const pass of [alone, helped]) await pass.reorder([0, 0, 0, 0, 0]);
    for (let step = 0; step < 5; step++) {
      const rows = ids(5, step).map((id) => [id]);
      expect([...(await helped.forward(rows))]).toEqual([...(await alone.forward(rows))]);
    }
  });

  it("sums up the same thousand times, whoever does which piece", async () => {
    const helped = await start("kernel-shared", nodeTeam(2, FASTER()));
    await helped.forward([ids(60)]);
    const first = [...(await helped.forward([[3]]))];
    for (let run = 0; run < 1000; run++) {
      await helped.truncate(60);
      const again = await helped.forward([[3]]);
      if (!first.every((value, i) => value === again[i])) expect([...again]).toEqual(first);
      // Long enough for the helpers to fall asleep now and then.
      if (run % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });

  it("works alone in memory of its own", async () => {
    const [alone, single] = [await start("kernel"), await start("kernel-shared")];
    expect(single.threads).toBe(1);
    expect([...(await single.forward([ids(70)]))]).toEqual([...(await alone.forward([ids(70)]))]);
  });
});

describe("a team", () => {
  it("is sent home where it is not clearly faster, and ended with the pass", async () => {
    const slow = nodeTeam(2, clock([10, 9]));
    const pass = await start("kernel-shared", slow);
    expect([pass.threads, slow.ended]).toEqual([1, 2]);
    await pass.forward([ids(70)]);
    const fast = nodeTeam(2, FASTER());
    const helped = await start("kernel-shared", fast);
    expect(fast.ended).toBe(0);
    await helped.dispose();
    expect(fast.ended).toBe(2);
  });

  it("is asked for several tokens alone where a single one is not faster with it", async () => {
    const single = [10, 9];
    const prompts = nodeTeam(1, clock(single, single, single, [10, 1]));
    const [alone, helped] = [await start("kernel"), await start("kernel-shared", prompts)];
    expect(helped.threads).toBe(2);
    for (const rows of [[ids(30)], [[5]]]) {
      expect([...(await helped.forward(rows))]).toEqual([...(await alone.forward(rows))]);
    }
  });

  it.each([
    ["all for prompts, three for a token", [100, 50, 50], [50, 30], 8, 0],
    ["all for a token as well", [100, 50, 30], [30, 30], 8, 0],
    ["three, where more are not clearly faster", [100, 50, 50], [50, 45], 4, 4],
    ["none, where nothing is", [100, 90, 90], [100, 90, 90], 1, 7],
  ])("of seven keeps %s", async (_name, single, prompt, threads, ended) => {
    const team = nodeTeam(7, clock(single, single, single, prompt));
    const [alone, helped] = [await start("kernel"), await start("kernel-shared", team)];
    expect([helped.threads, team.ended]).toEqual([threads, ended]);
    for (const rows of [[ids(40)], [[5]], [[6]]]) {
      expect([...(await helped.forward(rows))]).toEqual([...(await alone.forward(rows))]);
    }
  });

  it("knows helpers by their numbers where some of seven have not come", async () => {
    const { start: reallyStart, ...rest } = nodeTeam(7, clock([100, 50, 30]));
    const refused = async () => Promise.reject(new Error("no more threads"));
    const some: Team = { ...rest, start: (task) => ([0, 3].includes(task.number) ? refused() : reallyStart(task)) };
    const [alone, helped] = [await start("kernel"), await start("kernel-shared", some)];
    expect(helped.threads).toBe(6);
    expect([...(await helped.forward([ids(50)]))]).toEqual([...(await alone.forward([ids(50)]))]);
  });

  it("goes on with those who came, and without any", async () => {
    let asked = 0;
    const { start: reallyStart, ...rest } = nodeTeam(2, FASTER());
    const refused = async () => Promise.reject(new Error("no more threads"));
    const half: Team = { ...rest, start: (task) => (asked++ === 0 ? refused() : reallyStart(task)) };
    expect((await start("kernel-shared", half)).threads).toBe(2);
    expect((await start("kernel-shared", { ...rest, start: refused })).threads).toBe(1);
  });

  it("is ended where the weights cannot be loaded", async () => {
    const team = nodeTeam(2, FASTER());
    const tensors = tensorsOf(model).slice(1);
    await expect(
      startForwardPass(await kernelModule("kernel-shared"), SHAPE, tensors, undefined, team),
    ).rejects.toMatchObject({ failure: { code: "no_usable_files" } });
    expect(team.ended).toBe(2);
  });
});

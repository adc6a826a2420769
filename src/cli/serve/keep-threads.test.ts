import { describe, expect, it } from "vitest";
import { pageThatSays } from "../../api/testing/page.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import { keepThreads } from "./keep-threads.ts";
import { Pool } from "./pool.ts";
import type { ThreadLine } from "./thread-line.ts";

const { model: info } = pageThatSays("");
const BROKEN = refuseFile("config.json", "should_be_json", {});

/** Threads that end when the test says so, and what is told of them. */
function someThreads(fails: (start: number) => boolean = () => false) {
  const pool = new Pool(32);
  const told: string[] = [];
  const pauses: (() => void)[] = [];
  const deaths: ((reason: string) => void)[] = [];
  const ended: number[] = [];
  let starts = 0;
  const start = async (): Promise<ThreadLine> => {
    const number = starts++;
    if (fails(number)) throw BROKEN;
    let die: (reason: string) => void = () => undefined;
    const died = new Promise<string>((resolve) => {
      die = resolve;
    });
    deaths.push(die);
    const call = () => Promise.reject(new Error("Nothing is computed here."));
    return { info, died, call, stop: () => undefined, end: async () => void ended.push(number) };
  };
  const tell = (line: string) => void told.push(line);
  const pause = () => new Promise<void>((resolve) => void pauses.push(resolve));
  return { keeping: { pool, start, tell, pause }, pool, told, pauses, deaths, ended };
}

describe("keepThreads", () => {
  it("starts another thread for one that ended", async () => {
    const { keeping, pool, told, deaths } = someThreads();
    await keepThreads(2, keeping);
    expect(pool.threads).toBe(2);
    deaths[0]?.("exit 1");
    await expect.poll(() => deaths.length).toBe(3);
    expect([pool.threads, told]).toEqual([2, ["A thread ended (exit 1); another one takes its place."]]);
  });

  it("tries one that could not be started again after a pause, as long as others are left", async () => {
    const { keeping, pool, told, pauses, deaths } = someThreads((start) => start === 2 || start === 3);
    await keepThreads(2, keeping);
    deaths[0]?.("exit 1");
    await expect.poll(() => pauses.length).toBe(1);
    expect([pool.threads, told[1]]).toEqual([1, expect.stringMatching(/config\.json should be JSON.*in 10 seconds/)]);
    pauses[0]?.();
    await expect.poll(() => pauses.length).toBe(2);
    pauses[1]?.();
    await expect.poll(() => pool.threads).toBe(2);
  });

  it("says so once no thread is left and none can be started", async () => {
    const { keeping, deaths, pauses } = someThreads((start) => start > 1);
    const { lost } = await keepThreads(2, keeping);
    deaths[0]?.("exit 1");
    await expect.poll(() => pauses.length).toBe(1);
    deaths[1]?.("exit 1");
    await expect(lost).rejects.toBe(BROKEN);
  });

  it("refuses to begin where the model cannot be opened", async () => {
    await expect(keepThreads(2, someThreads(() => true).keeping)).rejects.toBe(BROKEN);
  });

  it("ends a thread that comes when all are sent home", async () => {
    const { keeping, pool, deaths, ended } = someThreads((start) => {
      if (start === 1) pool.isEnding = true;
      return false;
    });
    await keepThreads(1, keeping);
    deaths[0]?.("exit 1");
    await expect.poll(() => ended).toEqual([1]);
    expect(pool.threads).toBe(0);
  });
});

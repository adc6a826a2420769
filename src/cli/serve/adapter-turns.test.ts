import { describe, expect, it } from "vitest";
import { AdapterTurns } from "./adapter-turns.ts";

/** Turns of a rack that writes down what is selected, and runs that end when they are told to. */
function begin() {
  const log: string[] = [];
  const rack = { add: () => 0, remove: () => {}, select: (adapter?: number) => void log.push(`select ${adapter}`) };
  const turns = new AdapterTurns(rack);
  const ends = new Map<string, () => void>();
  const run = (name: string, adapter?: number) =>
    turns.use(adapter, async () => {
      log.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      if (name.startsWith("bad")) throw new Error(name);
      return name;
    });
  const told = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return log.splice(0);
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    return told();
  };
  return { run, told, end };
}

describe("AdapterTurns", () => {
  it("lets runs with the same adapter go on together, and others after them", async () => {
    const { run, told, end } = begin();
    const all = [run("a", 1), run("b", 1), run("c"), run("d", 1), run("e")];
    expect((await told()).filter((line) => line.length === 1)).toEqual(["a", "b"]);
    expect(await end("a")).toEqual([]);
    // The base waits for both, and the one that came behind it does not go before it.
    expect(await end("b")).toEqual(["select undefined", "c"]);
    expect(await end("c")).toEqual(["select 1", "d"]);
    expect(await end("d")).toEqual(["select undefined", "e"]);
    await end("e");
    expect(await Promise.all(all)).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("goes on behind a run that failed", async () => {
    const { run, told, end } = begin();
    const [bad, next] = [run("bad", 1), run("next", 2)];
    bad.catch(() => undefined);
    await told();
    expect(await end("bad")).toEqual(["select 2", "next"]);
    await expect(bad).rejects.toThrow("bad");
    await end("next");
    expect(await next).toBe("next");
  });
});

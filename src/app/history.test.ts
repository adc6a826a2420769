import { describe, expect, it } from "vitest";
import { KEEP_MOST } from "./history-entry.ts";
import { entryOf, openHistory } from "./history.ts";
import { memoryHistory } from "./memory-history.ts";
import { searchHistory } from "./search-history.ts";
import { endRun, startRun } from "./state/run.ts";
import { resultOf } from "./testing/answers.ts";

const run = (prompt: string, text: string) =>
  endRun(
    startRun(1, { prompt, continued: { text: "", ids: [] }, parameters: { top_k: 5 }, isDefaultPrompt: false }),
    resultOf(prompt, text),
  );
const entry = (prompt: string, text: string, at: number) => {
  const made = entryOf(run(prompt, text), at);
  if (made === undefined) throw new Error("unfinished");
  return made;
};

describe("history", () => {
  it("remembers a finished run with all that repeats it", () => {
    expect(entry("life", " is", 5)).toMatchObject({
      prompt: "life",
      texts: [" is"],
      parameters: { top_k: 5, seed: 1 },
    });
    expect(entryOf(startRun(1, run("a", "b").request), 5)).toBeUndefined();
  });

  it("remembers the tokens of what was continued", () => {
    const continued = {
      ...run("life", "!"),
      request: { ...run("life", "!").request, continued: { text: " is", ids: [1, 240] } },
    };
    expect(entryOf(continued, 5)).toMatchObject({
      prompt: "life is",
      continued: { text: " is", ids: [1, 240] },
    });
    expect(entry("life", " is", 5)).not.toHaveProperty("continued");
  });

  it("finds entries by words of prompt and text in any order", () => {
    const entries = [entry("life", " is short", 1), entry("Love", " is long", 2)];
    expect(searchHistory(entries, "LONG love").map(({ prompt }) => prompt)).toEqual(["Love"]);
    expect(searchHistory(entries, " ")).toHaveLength(2);
    expect(searchHistory(entries, "hate")).toEqual([]);
  });

  it("works where there is no IndexedDB, newest first", async () => {
    const history = await openHistory();
    expect(history.isKept).toBe(false);
    const memory = memoryHistory();
    await memory.add(entry("one", "", 1));
    await memory.add(entry("two", "", 2));
    expect((await memory.list()).map(({ prompt }) => prompt)).toEqual(["two", "one"]);
    await memory.clear();
    expect(await memory.list()).toEqual([]);
  });

  it("takes the entries of a file among its own, newest first, and says how many were new", async () => {
    const memory = memoryHistory();
    await memory.add(entry("one", "", 1));
    await memory.add(entry("three", "", 3));
    expect(await memory.merge([entry("three", "", 3), entry("two", "", 2)], 10)).toBe(1);
    expect((await memory.list()).map(({ prompt }) => prompt)).toEqual(["three", "two", "one"]);
  });

  it("keeps the newest runs, whether they are its own or a file's, and counts no other", async () => {
    const memory = memoryHistory();
    for (let at = 11; at < 11 + KEEP_MOST; at++) await memory.add(entry("own", "", at));
    expect(await memory.merge([entry("old", "", 1), entry("new", "", 5000)], 10_000)).toBe(1);
    const listed = await memory.list();
    expect([listed.length, listed[0]?.prompt, listed.at(-1)?.id]).toEqual([KEEP_MOST, "new", 12]);
  });

  it("keeps what is pinned, however old", async () => {
    const memory = memoryHistory();
    await memory.add(entry("good", "", 1));
    await memory.pin(1, true);
    for (let at = 11; at < 11 + KEEP_MOST; at++) await memory.add(entry("own", "", at));
    await memory.merge([entry("new", "", 5000)], 10_000);
    expect((await memory.list()).at(-1)).toMatchObject({ prompt: "good", pinned: true });
    await memory.pin(1, false);
    await memory.add(entry("own", "", 9000));
    expect((await memory.list()).some(({ prompt }) => prompt === "good")).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { entryOf, memoryHistory, openHistory, searchHistory } from "./history.ts";
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
});

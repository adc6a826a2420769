import { beforeEach, expect, it } from "vitest";
import { renderHook } from "vitest-browser-react";
import { listBranches } from "./branches.ts";
import { openHistory } from "./history.ts";
import { branchEntry } from "./testing/branch-entry.ts";
import { useBranches } from "./use-branches.ts";

beforeEach(async () => (await openHistory()).clear());

it("lists what is remembered of a prompt, grows with each run and hears of pins", async () => {
  const history = await openHistory();
  await history.add(branchEntry(1, "", " is."));
  const { result } = await renderHook(() => useBranches("life", "quotes"));
  const texts = () => listBranches(result.current).map(({ text, entry: { pinned = false } }) => [text, pinned]);
  await expect.poll(texts).toEqual([[" is.", false]]);
  await history.add(branchEntry(2, "", " was."));
  await expect.poll(texts).toEqual([
    [" is.", false],
    [" was.", false],
  ]);
  await history.pin(2, true);
  await expect.poll(() => texts()[1]).toEqual([" was.", true]);
  await history.pin(2, false);
  await expect.poll(() => texts()[1]).toEqual([" was.", false]);
});

import { afterEach, expect, it } from "vitest";
import { shareProgress } from "./shared-progress.ts";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const tab of open.splice(0)) tab.close();
});

/** A tab that hears what others tell, by file. */
function tab() {
  const heard: Record<string, number> = {};
  const channel = (name: string) => new BroadcastChannel(name);
  const progress = shareProgress({ channel }, (key, loaded) => {
    heard[key] = loaded;
  });
  open.push(progress);
  return { ...progress, heard };
}

it("F14: a tab that comes later hears how far a download is that stands still", async () => {
  const first = tab();
  first.tell("weights", 40_000);
  first.tell("weights", 41_000);
  const later = tab();
  await expect.poll(() => later.heard).toEqual({ weights: 41_000 });
  first.tell("weights", 80_000);
  await expect.poll(() => later.heard).toEqual({ weights: 80_000 });
});

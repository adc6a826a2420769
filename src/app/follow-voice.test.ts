import { expect, it } from "vitest";
import { type Outcome, succeed } from "../contract/outcome.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { ADAPTER_NOTE } from "../contract/adapter-note.ts";
import { createVoiceFollower } from "./follow-voice.ts";
import type { PageEvent } from "./state/page.ts";
import { fakeEngine } from "./testing/fake-engine.ts";

const NOTE = { format: "hostless-adapter", version: 1, name: "A voice", base: { name: "quotes", id: "0".repeat(64) } };

function follower() {
  const events: PageEvent[] = [];
  const opened: ((outcome: Outcome<ModelSource>) => void)[] = [];
  const { engine } = fakeEngine([]);
  engine.openArchive = () => new Promise((resolve) => opened.push(resolve));
  const follow = createVoiceFollower({ engine, send: (event) => void events.push(event) });
  return { follow, events, opened };
}

const voice = (name: string): Outcome<ModelSource> =>
  succeed({ kind: "files", name, files: [{ path: ADAPTER_NOTE, bytes: new Blob([JSON.stringify(NOTE)]) }] });

it("asks about the adapter of the last link alone, however slow an earlier one is", async () => {
  const { follow, events, opened } = follower();
  follow("first");
  await expect.poll(() => opened.length).toBe(1);
  follow("second");
  await expect.poll(() => opened.length).toBe(2);
  opened[1]?.(voice("Second"));
  await expect.poll(() => events.length).toBe(3);
  opened[0]?.(voice("First"));
  await new Promise((resolve) => setTimeout(resolve));
  const asked = events.flatMap((event) => (event.type === "linked-voice" ? [event.linked?.name] : []));
  expect(asked).toEqual([undefined, undefined, "Second"]);
});

it("forgets what an earlier link held where a link holds none", () => {
  const { follow, events } = follower();
  follow(undefined);
  expect(events).toEqual([{ type: "linked-voice", linked: undefined }]);
});

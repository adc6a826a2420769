import { describe, expect, it } from "vitest";
import { type BegunTraining, notesIn } from "./kept-notes.ts";
import { memoryTable } from "./testing/node-trainer.ts";

const BEGUN: BegunTraining = {
  version: 1,
  source: { kind: "hub", repo: "owner/name" },
  base: "digest",
  model: "name",
  name: "a.txt",
  text: "A.\n",
  layout: "auto",
  choice: { rank: 8, epochs: 4, seed: 1 },
  texts: 1,
};
const STATE = { version: 1 as const, done: 0.5, bytes: new Uint8Array([1, 2]) };

describe("notes of a training", () => {
  it("come back as they were kept, and are gone when they are forgotten", async () => {
    const notes = notesIn(memoryTable());
    await notes.keepBegun(BEGUN);
    await notes.keepState(STATE);
    expect([await notes.begun(), await notes.state()]).toEqual([BEGUN, STATE]);
    await notes.forget();
    expect([await notes.begun(), await notes.state()]).toEqual([undefined, undefined]);
  });

  it("of another training do not pass for those of this one", async () => {
    const notes = notesIn(memoryTable());
    await notes.keepState(STATE);
    await notes.keepBegun(BEGUN);
    expect(await notes.state()).toBeUndefined();
  });

  it("that another version wrote count as not there", async () => {
    const table = memoryTable();
    const notes = notesIn(table);
    await notes.keepState(STATE);
    for (const key of table.held.keys()) table.held.set(key, { ...STATE, version: 2 });
    expect(await notes.state()).toBeUndefined();
  });

  it("say why they could not be kept or let go, and are not there where they cannot be read", async () => {
    const full = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    const notes = notesIn({ get: full, put: full, remove: full });
    await expect(notes.keepState(STATE)).rejects.toMatchObject({ failure: { code: "quota" } });
    await expect(notes.keepBegun(BEGUN)).rejects.toMatchObject({ failure: { code: "quota" } });
    await expect(notes.forget()).rejects.toMatchObject({ failure: { code: "quota" } });
    expect(await notes.begun()).toBeUndefined();
  });
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "../contract/outcome.ts";
import type { HistoryEntry } from "./history-entry.ts";
import { LARGEST_HISTORY_FILE, readHistoryFile, writeHistoryFile } from "./history-file.ts";

const ENTRY: HistoryEntry = {
  v: 1,
  id: 5,
  at: 5,
  model: "poems",
  source: { kind: "hub", repo: "owner/poems", revision: "main" },
  prompt: "life is",
  continued: { text: " is", ids: [5, 240] },
  texts: [" “long”\n👍🏽 \ud800"],
  parameters: { seed: 5, top_k: 3 },
};
const { source: _source, continued: _continued, ...PLAIN } = ENTRY;
const file = (content: string | Uint8Array<ArrayBuffer> | object, name = "runs.json") =>
  new File([typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content)], name);
const whole = (...entries: unknown[]) => ({ format: "hostless-history", version: 1, entries });
/** Why a file is refused. */
const refusalOf = (content: Parameters<typeof file>[0]) =>
  readHistoryFile(file(content)).then(
    () => "read",
    ({ failure: { code, detail, parameters } }) => ({ code, detail, parameters }),
  );

describe("a history's file", () => {
  it("is read as it was written, with a format and a version", async () => {
    const mine: HistoryEntry = { ...PLAIN, id: 3, at: 3, source: { kind: "files", name: "mine", files: [] } };
    const entries = [ENTRY, mine];
    const { text, saved } = writeHistoryFile(entries);
    expect(saved).toBe(2);
    expect(JSON.parse(text)).toMatchObject({ format: "hostless-history", version: 1 });
    expect(await readHistoryFile(file(text))).toEqual(entries);
    expect(await readHistoryFile(file(writeHistoryFile([]).text))).toEqual([]);
  });

  it("is read behind a byte order mark, and laid out by hand", async () => {
    expect(await readHistoryFile(file(`\ufeff${JSON.stringify(whole(PLAIN), undefined, 4)}\r\n`))).toEqual([PLAIN]);
  });

  it("holds the newest entries where all of them would be too large to be read", () => {
    const entries = [3, 2, 1].map((id) => ({ ...PLAIN, id, prompt: "a".repeat(1000) }));
    const { text, saved } = writeHistoryFile(entries, 2500);
    expect(saved).toBe(2);
    expect(text.length).toBeLessThanOrEqual(2500);
    expect(JSON.parse(text).entries.map(({ id }: HistoryEntry) => id)).toEqual([3, 2]);
  });
});

describe("readHistoryFile", () => {
  it.each([
    ["a picture", new Uint8Array([0x89, 0x50, 0xff]), "not_utf8"],
    ["an empty file", "", "json_ends"],
    ["a text", "life is not", "not_json"],
    ["half a file", '{"format":"hostless-history","version":1,"entries":[', "json_ends"],
    ["a list", [], "not_object"],
    ["a key twice", '{"format":"x","format":"hostless-history"}', "key_twice"],
    ["other JSON", { texts: [] }, "not_history"],
    ["another program's", { ...whole(), format: "chat" }, "not_history"],
    ["no version", { format: "hostless-history", entries: [] }, "not_history"],
    ["a version that never was", { ...whole(), version: 0 }, "not_history"],
    ["no entries", { format: "hostless-history", version: 1 }, "not_history"],
    ["entries that are no list", { ...whole(), entries: {} }, "not_history"],
    ["a later version", { ...whole(), version: 2, entries: "whatever" }, "history_later"],
  ])("refuses %s by its name", async (_name, content, detail) => {
    expect(await refusalOf(content)).toMatchObject({
      code: "malformed_file",
      detail,
      parameters: { path: "runs.json" },
    });
  });

  it.each([
    ["a number", 5, "v"],
    ["no version", { ...PLAIN, v: 2 }, "v"],
    ["an id that is no whole number", { ...PLAIN, id: 1.5 }, "id"],
    ["an id that is too large", { ...PLAIN, id: 1e300 }, "id"],
    ["a time before time", { ...PLAIN, at: -1 }, "at"],
    ["no prompt", { ...PLAIN, prompt: undefined }, "prompt"],
    ["a prompt that no page takes", { ...PLAIN, prompt: "a".repeat(3_000_000) }, "prompt"],
    ["a text that is none", { ...PLAIN, texts: [" is", 5] }, "texts.1"],
    ["more texts than a run has", { ...PLAIN, texts: Array(1000).fill("") }, "texts"],
    ["a parameter that cannot be", { ...PLAIN, parameters: { top_p: 7 } }, "parameters.top_p"],
    ["a continuation that its prompt does not end with", { ...ENTRY, prompt: "love" }, "continued"],
    ["a repository that is a path", { ...PLAIN, source: { kind: "hub", repo: "../../etc/passwd" } }, "source"],
    ["a revision that is a path", { ...PLAIN, source: { kind: "hub", repo: "a/b", revision: "../x" } }, "source"],
    ["a model of another site", { ...PLAIN, source: { kind: "site", path: "https://evil.example/x" } }, "source"],
  ])("refuses an entry that is, or has, %s, and says which and where", async (_name, entry, field) => {
    expect(await refusalOf(whole(PLAIN, entry, PLAIN))).toEqual({
      code: "malformed_file",
      detail: "history_entry",
      parameters: { path: "runs.json", entry: 2, field },
    });
  });

  it("takes models of this site, and of the Hub by their oldest names", async () => {
    for (const source of [
      { kind: "site", path: "models/quotes" },
      { kind: "site", path: "models/quotes-small" },
      { kind: "hub", repo: "gpt2" },
    ] as const) {
      expect(await readHistoryFile(file(whole({ ...PLAIN, source })))).toEqual([{ ...PLAIN, source }]);
    }
  });

  it("takes nothing from a file that could reach anything else, or dress up as another name", async () => {
    const text = JSON.stringify(whole({ ...PLAIN, model: "po\u202eems", more: 1 })).replace(
      '"more":1',
      '"__proto__":{"polluted":true}',
    );
    const [entry] = await readHistoryFile(file(text));
    expect(entry).toEqual(PLAIN);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("does not read a file that is too large", async () => {
    const large = file(whole());
    Object.defineProperty(large, "size", { value: LARGEST_HISTORY_FILE + 1 });
    await expect(readHistoryFile(large)).rejects.toMatchObject({
      failure: { code: "limit_exceeded", detail: "file_bytes", parameters: { most: LARGEST_HISTORY_FILE } },
    });
  });

  it("says so where a file cannot be read", async () => {
    const gone = file(whole());
    gone.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"));
    await expect(readHistoryFile(gone)).rejects.toMatchObject({
      failure: { code: "storage", detail: "unreadable", parameters: { path: "runs.json" } },
    });
  });

  it("reads or refuses whatever it is given, and nothing else", async () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((entry) => JSON.stringify(whole(entry))),
    );
    const property = fc.asyncProperty(anything, async (content) => {
      const refused = await readHistoryFile(file(content)).catch((error: unknown) => error);
      if (!Array.isArray(refused)) expect(refused).toBeInstanceOf(Refusal);
    });
    await fc.assert(property, { numRuns: 300, seed: 7 });
  });
});

import { type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ByteSource } from "../contract/bytes.ts";
import { unzipModel } from "./unzip-model.ts";

const WEIGHTS = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31) >> 3);
const MODEL = { "config.json": Buffer.from("{}"), "model.safetensors": WEIGHTS };

type Bytes = Uint8Array<ArrayBuffer>;
type Patch = readonly [offset: number, width: 1 | 2 | 4, value: number];

const zipOf = (entries: Zippable, level: 0 | 9 = 9): Bytes => new Uint8Array(zipSync(entries, { level }));
const unzip = (bytes: Bytes) => unzipModel({ path: "gpt2.zip", bytes: new Blob([bytes]) });

/** Writes numbers into the copy, counted from where a record begins. */
function patch(bytes: Bytes, record: number, patches: readonly Patch[]): Bytes {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (const [offset, width, value] of patches) {
    if (width === 1) view.setUint8(record + offset, value);
    else if (width === 2) view.setUint16(record + offset, value, true);
    else view.setUint32(record + offset, value, true);
  }
  return copy;
}

/** Where the entries of the directory begin, and the end record behind them. */
function recordsOf(bytes: Bytes) {
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  const central: number[] = [];
  let at = view.getUint32(end + 16, true);
  while (at < end) {
    central.push(at);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const [first = 0, second = 0] = central;
  return { first, second, end, local: view.getUint32(second + 42, true) };
}

const ZIP = zipOf(MODEL);
const STORED = zipOf(MODEL, 0);
const at = recordsOf(ZIP);
const atStored = recordsOf(STORED);
const TWINS = zipOf({ "config.json": Buffer.from("{}"), "xonfig.json": Buffer.from("{}") });
const BOMB = zipOf({ ...MODEL, "model.safetensors": new Uint8Array(8 * 1024 * 1024) });
const named = (name: string) => zipOf({ ...MODEL, [name]: Buffer.from("x") });

const REFUSED: readonly [string, Bytes, RegExp][] = [
  ["no zip", new Uint8Array(1000), /is not a complete zip file/],
  ["empty", new Uint8Array(0), /is not a complete zip file/],
  ["cut", ZIP.slice(0, -100), /is not a complete zip file/],
  ["bytes behind the end", new Uint8Array([...ZIP, 1]), /is not a complete zip file/],
  ["cut at its beginning", ZIP.slice(1), /directory|differ/],
  ["encrypted", patch(ZIP, at.second, [[8, 2, 1]]), /"model.safetensors" is encrypted/],
  ["strongly encrypted", patch(ZIP, at.second, [[8, 2, 0x41]]), /"model.safetensors" is encrypted/],
  ["AES", patch(ZIP, at.second, [[10, 2, 99]]), /"model.safetensors" is encrypted/],
  ["packed by LZMA", patch(patch(ZIP, at.second, [[10, 2, 14]]), at.local, [[8, 2, 14]]), /other than deflate/],
  [
    "ZIP64 count",
    patch(ZIP, at.end, [
      [8, 2, 0xffff],
      [10, 2, 0xffff],
    ]),
    /is a ZIP64 file/,
  ],
  ["ZIP64 start", patch(ZIP, at.end, [[16, 4, 0xffffffff]]), /is a ZIP64 file/],
  ["ZIP64 size of an entry", patch(ZIP, at.second, [[24, 4, 0xffffffff]]), /is a ZIP64 file/],
  ["a part of several", patch(ZIP, at.end, [[4, 2, 1]]), /was split/],
  ["a directory behind the file", patch(ZIP, at.end, [[16, 4, 0x7fffffff]]), /ends behind the file/],
  ["a directory of nothing", patch(ZIP, at.end, [[16, 4, 4]]), /broken directory/],
  [
    "more entries than there are",
    patch(ZIP, at.end, [
      [8, 2, 3],
      [10, 2, 3],
    ]),
    /broken directory/,
  ],
  [
    "too many entries",
    patch(ZIP, at.end, [
      [8, 2, 20000],
      [10, 2, 20000],
    ]),
    /20000 entries are too many; 10000 is the most/,
  ],
  ["a changed byte, stored", patch(STORED, atStored.local + 100, [[0, 1, 9]]), /"model.safetensors" is damaged/],
  ["a changed byte, deflated", patch(ZIP, at.local + 60, [[0, 4, 0x12345678]]), /"model.safetensors" is damaged/],
  [
    "a wrong checksum",
    patch(patch(ZIP, at.second, [[16, 4, 7]]), at.local, [[14, 4, 7]]),
    /"model.safetensors" is damaged/,
  ],
  [
    "a size that is too small",
    patch(patch(ZIP, at.second, [[24, 4, 7]]), at.local, [[22, 4, 7]]),
    /"model.safetensors" is damaged/,
  ],
  [
    "a size that is too large",
    patch(patch(ZIP, at.second, [[24, 4, 9000]]), at.local, [[22, 4, 9000]]),
    /"model.safetensors" is damaged/,
  ],
  ["headers of two sizes", patch(ZIP, at.local, [[22, 4, 7]]), /two headers of "model.safetensors" that differ/],
  ["headers of two names", patch(ZIP, at.local, [[30, 1, 77]]), /two headers of "model.safetensors" that differ/],
  [
    "a link",
    patch(ZIP, at.second, [
      [5, 1, 3],
      [40, 2, 0o120777],
    ]),
    /"model.safetensors" is a link/,
  ],
  ["two entries in one place", patch(ZIP, at.second, [[42, 4, 0]]), /overlap/],
  ["an entry over the next", patch(ZIP, at.first, [[20, 4, 200]]), /overlap/],
  ["an entry over the directory", patch(ZIP, at.second, [[20, 4, 1_000_000]]), /overlap/],
  ["an entry that its header puts over the next", patch(STORED, 0, [[28, 2, 9]]), /overlap: "config.json"/],
  ["traversal", named("../config.json"), /entry with the name "\.\.\/config\.json"/],
  ["traversal within", named("a/../../config.json"), /entry with the name/],
  ["Windows’ traversal", named("..\\x"), /entry with the name/],
  ["an absolute name", named("/etc/passwd"), /entry with the name/],
  ["a drive", named("C:\\x"), /entry with the name/],
  ["a name with a control character", named("a\u0000b"), /entry with the name/],
  ["two of one name", patch(TWINS, recordsOf(TWINS).second, [[46, 1, 0x63]]), /"config.json" twice/],
  ["terabytes", patch(ZIP, at.second, [[24, 4, 0xfffffffe]]), /more than the maximum of 100 times/],
  [
    "gigabytes in all",
    patch(patch(ZIP, at.first, [[24, 4, 0x80000000]]), at.second, [[24, 4, 0x80000001]]),
    /unpack to 4294967297 bytes, more than the maximum 4294967296/,
  ],
  [
    "a bomb that says it is small",
    patch(patch(BOMB, recordsOf(BOMB).second, [[24, 4, 5000]]), recordsOf(BOMB).local, [[22, 4, 5000]]),
    /"model.safetensors" is damaged/,
  ],
];

describe("a zip that is refused", () => {
  it.each(REFUSED)("T3, T4, T42: %s", async (_name, bytes, message) => {
    const { failure } = await unzip(bytes).then(
      () => ({ failure: undefined }),
      (error: { failure: { code: string; message: string; hint?: string } }) => error,
    );
    expect(failure?.code).toMatch(/^(malformed_file|limit_exceeded)$/);
    expect(failure?.message).toMatch(/^gpt2\.zip: /);
    expect(failure?.message).toMatch(message);
  });

  it.each<[string, Zippable, string]>([
    ["without a model", { "notes.txt": WEIGHTS }, "gpt2.zip: There is no config.json among the files."],
    [
      "with weights alone",
      { "a/model.safetensors": WEIGHTS },
      "gpt2.zip: a/model.safetensors: config.json is missing beside it.",
    ],
    [
      "with another program’s file",
      { "a/gpt2.gguf": WEIGHTS },
      "gpt2.zip: a/gpt2.gguf: a GGUF file, not supported here.",
    ],
    ["with a zip in it", { "a/model.zip": WEIGHTS }, 'gpt2.zip: no model in it, but another archive: "a/model.zip".'],
    ["with two models", { a: MODEL, b: MODEL }, 'gpt2.zip: holds 2 models: "a", "b".'],
    ["with nothing in it", {}, "gpt2.zip: There is no config.json among the files."],
  ])("%s", async (_name, entries, message) => {
    await expect(unzip(zipOf(entries))).rejects.toMatchObject({ failure: { code: "no_usable_files", message } });
  });
});

it("names of an old code page stay apart, and the model's files keep theirs", async () => {
  // Three names as a Japanese Windows writes them, put in the place of others of their length.
  const zip = zipOf({ "aaaa/config.json": Buffer.from("{}"), "aaaa/bb.txt": WEIGHTS, "aaaa/cc.txt": WEIGHTS });
  const codes = { aaaa: [0x83, 0x82, 0x83, 0x66], bb: [0x82, 0xa0], cc: [0x82, 0xa2] };
  let latin = Buffer.from(zip).toString("latin1");
  for (const [name, bytes] of Object.entries(codes))
    latin = latin.replaceAll(name === "aaaa" ? "aaaa/" : `/${name}.`, (found) =>
      found.replace(name, Buffer.from(bytes).toString("latin1")),
    );
  const files = await unzip(new Uint8Array(Buffer.from(latin, "latin1")));
  expect(files.map(({ path }) => path)[0]).toBe("config.json");
  expect(new Set(files.map(({ path }) => path)).size).toBe(3);
});

it("a file that can be read no more is no damaged zip", async () => {
  const gone = new DOMException("The file is gone.", "NotReadableError");
  const whole = new Blob([ZIP]);
  const unreadable = (size: number): ByteSource => ({
    size,
    slice: (start, end) => unreadable(end - start),
    arrayBuffer: () => Promise.reject(gone),
  });
  const dataStart = at.local + 30 + "model.safetensors".length;
  const bytes: ByteSource = {
    size: whole.size,
    slice: (start, end) => (start === dataStart ? unreadable(end - start) : whole.slice(start, end)),
    arrayBuffer: () => whole.arrayBuffer(),
  };
  await expect(unzipModel({ path: "gpt2.zip", bytes })).rejects.toBe(gone);
});

import { type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ByteSource } from "../contract/bytes.ts";
import { failureOf } from "../contract/outcome.ts";
import { tellInEnglish } from "../contract/tell-in-english.ts";
import { saying } from "../contract/testing/refused.ts";
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

/** Puts bytes between the entries, and moves what the directory and the end record say of what lies behind them. */
function insert(bytes: Bytes, place: number, more: Uint8Array): Bytes {
  const { first, second, end, start } = recordsOf(bytes);
  let copy: Bytes = new Uint8Array([...bytes.slice(0, place), ...more, ...bytes.slice(place)]);
  for (const central of [first, second]) {
    const offset = new DataView(bytes.buffer).getUint32(central + 42, true);
    if (offset >= place) copy = patch(copy, central + more.length, [[42, 4, offset + more.length]]);
  }
  return place > start ? copy : patch(copy, end + more.length, [[16, 4, start + more.length]]);
}

/** The model with the checksum and the sizes of its weights behind them, as programs write them that cannot go back. */
function described(patches: readonly Patch[], width: 4 | 8, signature = true): Bytes {
  const plain = patch(patch(STORED, atStored.second, [[8, 2, 8]]), atStored.local, [
    [6, 2, 8],
    [14, 4, 0],
    [18, 4, 0],
    [22, 4, 0],
  ]);
  const { crc } = recordsOf(plain);
  const descriptor = new Uint8Array(8 + 2 * width);
  const view = new DataView(descriptor.buffer);
  view.setUint32(0, 0x08074b50, true);
  view.setUint32(4, crc, true);
  for (const at of [8, 8 + width]) view.setUint32(at, WEIGHTS.length, true);
  const patched = patch(descriptor, 0, patches);
  return insert(plain, atStored.start, signature ? patched : patched.slice(4));
}

/** The records of ZIP64 before the end record of the model, which say the same, or what is patched. */
function withZip64(patches: readonly Patch[]): Bytes {
  const { start, end } = atStored;
  const records = new Uint8Array(76);
  const view = new DataView(records.buffer);
  view.setUint32(0, 0x06064b50, true);
  view.setUint32(4, 44, true);
  for (const at of [24, 32]) view.setUint32(at, 2, true);
  view.setUint32(40, end - start, true);
  view.setUint32(48, start, true);
  view.setUint32(56, 0x07064b50, true);
  view.setUint32(64, end, true);
  return insert(STORED, end, patch(records, 0, patches));
}

/** The model with an extra field in its directory, behind the name of its weights. */
function withExtra(id: number, field: readonly number[]): Bytes {
  const { second, start, end } = atStored;
  const extra = [id & 255, id >> 8, field.length, 0, ...field];
  const longer = insert(STORED, second + 46 + "model.safetensors".length, new Uint8Array(extra));
  const counted = patch(longer, second, [[30, 2, extra.length]]);
  return patch(counted, end + extra.length, [[12, 4, end - start + extra.length]]);
}

const bigEight = (number: number) => [...new Uint8Array(new BigUint64Array([BigInt(number)]).buffer)];

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
  const start = view.getUint32(end + 16, true);
  return {
    first,
    second,
    start,
    end,
    crc: view.getUint32(second + 16, true),
    local: view.getUint32(second + 42, true),
  };
}

const ZIP = zipOf(MODEL);
const STORED = zipOf(MODEL, 0);
const at = recordsOf(ZIP);
const atStored = recordsOf(STORED);
const TWINS = zipOf({ "config.json": Buffer.from("{}"), "xonfig.json": Buffer.from("{}") });
const BOMB = zipOf({ ...MODEL, "model.safetensors": new Uint8Array(8 * 1024 * 1024) });
const HIDDEN = zipOf({ "config.json": Buffer.from("{}") }, 0).slice(0, 30 + "config.json".length + 2);
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
  ["a directory behind the file", patch(ZIP, at.end, [[16, 4, 0x7fffffff]]), /ends after the file/],
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
  ["two of one name but for capitals", named("CONFIG.JSON"), /"config.json" and "CONFIG.JSON", which are one file/],
  ["two of one name but for a dot", named("config.json."), /which are one file/],
  ["two of one name but for what is not seen", named("con\u200bfig.json"), /"con\\u200bfig.json", which are one file/],
  [
    "two of one name in two normal forms",
    zipOf({ ...MODEL, "\u00e9": WEIGHTS, "e\u0301": WEIGHTS }),
    /which are one file/,
  ],
  ["two folders of one name but for capitals", zipOf({ a: MODEL, A: MODEL }), /which are one file/],
  ["a file that is a folder", named("config.json/x"), /"config.json" as a file and as a folder/],
  ["a drive within", named("a/C:/x"), /entry with the name "a\/C:\/x"/],
  ["another machine", named("\\\\server\\share"), /entry with the name/],
  ["a name that no disk takes", named("a/".repeat(5000)), /entry with the name/],
  ["a folder with bytes", named("x/"), /"x\/" is a folder with bytes/],
  ["a link of another system", patch(ZIP, at.second, [[40, 2, 0o120777]]), /"model.safetensors" is a link/],
  ["a pipe", patch(ZIP, at.second, [[40, 2, 0o010644]]), /"model.safetensors" is a device/],
  ["a disk", patch(ZIP, at.second, [[40, 2, 0o060644]]), /"model.safetensors" is a device/],
  ["an entry that is in no directory, first", insert(STORED, 0, HIDDEN), /begins with 43 bytes/],
  ["an entry that is in no directory", insert(STORED, atStored.local, HIDDEN), /bytes after its entry "config.json"/],
  ["an entry that is in no directory, last", insert(STORED, atStored.start, HIDDEN), /bytes after its entry/],
  [
    "a directory of more than it says",
    patch(patch(ZIP, at.end, [[8, 2, 1]]), at.end, [[10, 2, 1]]),
    /more in its directory/,
  ],
  ["bytes behind the directory", insert(STORED, atStored.end, HIDDEN), /two directories that differ/],
  ["another checksum behind the data", described([[4, 4, 7]], 4), /bytes after its entry "model.safetensors"/],
  ["another size behind the data", described([[12, 4, 7]], 4), /bytes after its entry "model.safetensors"/],
  ["another size of eight bytes behind the data", described([[20, 4, 1]], 8), /bytes after its entry/],
  ["another count for ZIP64", withZip64([[32, 4, 1]]), /two directories that differ/],
  ["another size for ZIP64", withZip64([[40, 4, 1]]), /two directories that differ/],
  ["another start for ZIP64", withZip64([[52, 4, 1]]), /two directories that differ/],
  ["another place for ZIP64", withZip64([[64, 4, 1]]), /two directories that differ/],
  [
    "another size of an entry for ZIP64",
    withExtra(1, bigEight(7)),
    /two things of its entry "model.safetensors": its size/,
  ],
  [
    "another name in an extra field",
    withExtra(0x7075, [1, 0, 0, 0, 0, 120]),
    /two things of its entry "model.safetensors": its name/,
  ],
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
    const refused = await unzip(bytes).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ failure: { code: expect.stringMatching(/^(malformed_file|limit_exceeded)$/) } });
    expect(refused).toEqual(saying(/^gpt2\.zip: /));
    expect(refused).toEqual(saying(message));
  });

  it.each<[string, Zippable, string]>([
    ["without a model", { "notes.txt": WEIGHTS }, "gpt2.zip: There is no config.json among the files."],
    [
      "with weights alone",
      { "a/model.safetensors": WEIGHTS },
      "gpt2.zip: a/model.safetensors: config.json is missing beside it.",
    ],
    [
      "with weights under another name",
      { "a/gpt2.safetensors": WEIGHTS },
      "gpt2.zip: a/gpt2.safetensors: weights under another name, not supported here.",
    ],
    ["with a zip in it", { "a/model.zip": WEIGHTS }, 'gpt2.zip: no model in it, but another archive: "a/model.zip".'],
    ["with two models", { a: MODEL, b: MODEL }, 'gpt2.zip: holds 2 models: "a", "b".'],
    ["with nothing in it", {}, "gpt2.zip: There is no config.json among the files."],
  ])("%s", async (_name, entries, message) => {
    const refused = await unzip(zipOf(entries)).then(() => undefined, failureOf);
    expect(refused).toMatchObject({ code: "no_usable_files" });
    expect(refused && tellInEnglish(refused).message).toBe(message);
  });
});

it.each([
  ["a descriptor behind the data", described([], 4)],
  ["one without a signature", described([], 4, false)],
  ["one of eight bytes", described([], 8)],
  ["records of ZIP64 that say the same", withZip64([])],
  [
    "an extra field of ZIP64 that says the same",
    withExtra(1, [...bigEight(WEIGHTS.length), ...bigEight(WEIGHTS.length)]),
  ],
  ["an extra field with the same name", withExtra(0x7075, [1, 0, 0, 0, 0, ...Buffer.from("model.safetensors")])],
  ["the time in an extra field", withExtra(0x5455, [1, 0, 0, 0, 0])],
  ["a comment", new Uint8Array([...patch(STORED, atStored.end, [[20, 2, 2]]), 104, 105])],
])("a zip with %s is unpacked", async (_name, bytes) => {
  expect((await unzip(bytes)).map(({ path }) => path)).toEqual(["config.json", "model.safetensors"]);
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

it("takes the folder of weights in another program's form, where there is no config.json", async () => {
  const files = await unzip(zipOf({ "README.md": WEIGHTS, "a/gpt2.gguf": WEIGHTS, "a/notes.txt": WEIGHTS }));
  expect(files.map(({ path }) => path)).toEqual(["gpt2.gguf", "notes.txt"]);
});

import { deflateSync, strToU8, zipSync } from "fflate";
import { concat, utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyTensors, tinyTorchFiles } from "./tiny-checkpoint.ts";
import { stateDict, wholePickle } from "./write-pickle.ts";
import { torchEntries, torchZip } from "./write-torch.ts";
import { type TinyEntry, writeZip } from "./write-zip.ts";

const zip = (name: string, bytes: Uint8Array, code: HostileCase["code"] = "malformed_file"): HostileCase => ({
  name: `zip: ${name}`,
  code,
  files: tinyTorchFiles(bytes),
});

export function* hostileZips(): HostileCases {
  yield* headers();
  yield* ends();
  yield* names();
  yield* layouts();
  yield* contents();
}

/** The tiny checkpoint with one entry (by default the first storage) changed. */
function changed(change: Partial<TinyEntry>, name = "m/data/0"): Uint8Array {
  return writeZip(torchEntries().map((entry) => (entry.name === name ? { ...entry, ...change } : entry)));
}

/** What one of an entry's headers says against the truth or against the other header. */
function* headers(): HostileCases {
  for (const where of ["central", "local"] as const) {
    yield zip(`${where} name differs`, changed({ [where]: { name: "m/data/00" } }));
    yield zip(`${where} method says deflate`, changed({ [where]: { method: 8 } }));
    yield zip(`${where} method says LZMA`, changed({ [where]: { method: 14 } }));
    yield zip(`${where} says encrypted`, changed({ [where]: { flags: 0x0809 } }));
    yield zip(`${where} says strongly encrypted`, changed({ [where]: { flags: 0x0848 } }));
    yield zip(`${where} says patch data`, changed({ [where]: { flags: 0x0828 } }));
    yield zip(`${where} hides its header`, changed({ [where]: { flags: 0x2808 } }));
    yield zip(`${where} size larger`, changed({ [where]: { size: 28, packed: 28 } }));
    yield zip(`${where} size smaller`, changed({ [where]: { size: 20, packed: 20 } }));
    yield zip(`${where} packed size differs`, changed({ [where]: { packed: 12 } }));
    yield zip(`${where} size says ZIP64`, changed({ [where]: { size: 0xffffffff, packed: 0xffffffff } }));
    yield zip(`${where} signature is none`, changed({ [where]: { signature: 0x04034b51 } }));
  }
  yield zip("both say deflate", changed({ central: { method: 8 }, local: { method: 8 } }));
  yield zip("central checksum differs", changed({ central: { crc: 1 } }));
  yield zip("checksum wrong everywhere", changed({ central: { crc: 1 }, descriptor: { crc: 1 } }));
  yield zip("checksum of the pickle wrong", changed({ central: { crc: 1 }, descriptor: { crc: 1 } }, "m/data.pkl"));
  yield zip("descriptor checksum differs", changed({ descriptor: { crc: 1 } }));
  yield zip("descriptor size differs", changed({ descriptor: { size: 1 } }));
  yield zip("descriptor packed size differs", changed({ descriptor: { packed: 1 } }));
  yield zip("descriptor without signature", changed({ descriptor: { signature: 0 } }));
  yield zip("flag of the descriptor in one header only", changed({ local: { flags: 0x0800 } }));
  yield zip("entry on another disk", changed({ central: { disk: 1 } }));
  yield zip("entry with a comment", changed({ central: { comment: "x" } }));
}

function* ends(): HostileCases {
  const big = ["length64", "here64", "count64", "size64", "start64", "locatorOffset"] as const;
  const small = [
    "disk64",
    "directoryDisk64",
    "locatorDisk",
    "locatorDisks",
    "disk",
    "directoryDisk",
    "here",
    "count",
    "comment",
  ] as const;
  for (const field of [...big, ...small, "size", "start", "signature", "signature64"] as const) {
    yield zip(`end record: ${field} is 7`, writeZip(torchEntries(), { [field]: 7 }));
  }
  for (const field of ["size", "start"] as const)
    yield zip(`end record: ${field} says ZIP64`, writeZip(torchEntries(), { [field]: 0xffffffff }));
  yield zip("end record: count says ZIP64", writeZip(torchEntries(), { here: 0xffff, count: 0xffff }));
  const good = torchZip();
  for (const cut of [2, 3, 21, 22, 97, 98, 200, good.length - 1]) yield zip(`cut at byte ${cut}`, good.slice(0, cut));
  yield zip("without its first byte", good.slice(1));
  yield zip("bytes behind", concat([good, [0]]));
  yield zip("a comment behind that is a zip", concat([good.slice(0, -2), [good.length & 255, good.length >> 8], good]));
  yield zip("bytes before", concat([utf8("PK\u0003\u0004"), good]));
  yield zip("two zips in one", concat([good, good]));
  yield zip("only an end record", good.slice(-22));
  yield zip("no entries", writeZip([]));
  yield zip(
    "nine thousand entries",
    writeZip(Array.from({ length: 9000 }, (_, i) => ({ name: `m/${i}`, data: new Uint8Array(0) }))),
    "limit_exceeded",
  );
}

function* names(): HostileCases {
  const bad = [
    "../data.pkl",
    "m/../../etc/passwd",
    "/m/data.pkl",
    "m//data.pkl",
    "m/./data.pkl",
    "m/data/",
    "",
    ".",
    "..",
    "m\\data.pkl",
    "C:/m/data.pkl",
    "m/data.pkl\u0000.txt",
    "m/\u001b[2J",
    "m/\n",
  ];
  for (const name of bad)
    yield zip(`entry ${JSON.stringify(name)}`, writeZip([...torchEntries(), { name, data: utf8("x") }]));
  yield zip("name that is not UTF-8", patchedName(torchZip()));
}

/** The version entry's name with a byte that UTF-8 does not have, in both headers. */
function patchedName(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const word = utf8("m/version");
  for (let at = 0; at < copy.length - word.length; at++) {
    if (word.every((byte, i) => bytes[at + i] === byte)) copy[at + 2] = 0xff;
  }
  return copy;
}

function* layouts(): HostileCases {
  const entries = torchEntries();
  const [pickle] = entries;
  if (!pickle) throw new Error("there are no entries");
  yield zip("same entry twice", writeZip([...entries, pickle]));
  const inCapitals = pickle.name.toUpperCase().replace(/^M/, "m");
  yield zip("same name in capitals with other data", writeZip([...entries, { name: inCapitals, data: utf8("x") }]));
  yield zip("same name with other data", writeZip([...entries, { name: pickle.name, data: utf8("x") }]));
  yield zip(
    "two headers for one place",
    writeZip([...entries, { name: "m/x", data: utf8("x"), central: { offset: 0 } }]),
  );
  yield zip("entry inside another", changed({ central: { offset: 40 } }));
  yield zip("entry beyond the file", changed({ central: { offset: 0x7fffffff } }));
  yield zip("a gap before an entry", changed({ gap: 5 }));
  yield zip("a gap at the beginning", changed({ gap: 4 }, "m/data.pkl"));
  yield zip(
    "an entry that the directory leaves out",
    writeZip([...entries, { name: "m/x", data: utf8("x"), hidden: true }]),
  );
  yield zip("an entry in the middle that it leaves out", changed({ hidden: true }, "m/version"));
}

function* contents(): HostileCases {
  const entries = torchEntries();
  const without = (name: string) => writeZip(entries.filter((entry) => entry.name !== name));
  yield zip("no data.pkl", without("m/data.pkl"));
  yield zip("a storage is missing", without("m/data/3"));
  yield zip("a storage is too short", changed({ data: new Uint8Array(20) }));
  yield zip("a storage is too long", changed({ data: new Uint8Array(28) }));
  yield zip("big-endian", changed({ data: utf8("big") }, "m/byteorder"));
  yield zip("byte order of a megabyte", changed({ data: new Uint8Array(1_000_000) }, "m/byteorder"), "limit_exceeded");
  yield zip("a TorchScript program", writeZip([...entries, { name: "m/constants.pkl", data: utf8("x") }]));
  yield zip("two root folders", writeZip([...entries, { name: "n/data.pkl", data: utf8("x") }]));
  yield zip("no root folder", writeZip(entries.map((entry) => ({ ...entry, name: entry.name.slice(2) }))));
  const long = concat([wholePickle(stateDict(tinyTensors())), new Uint8Array(3_000_000)]);
  yield zip("a pickle of three megabytes", torchZip(long), "limit_exceeded");
  yield zip("compressed by another tool", zipSync({ "m/data.pkl": strToU8("x".repeat(1000)) }));
  yield zip("a bomb of 64 MiB", zipSync({ "m/data.pkl": new Uint8Array(64 * 1024 * 1024) }));
  yield zip("raw deflate", deflateSync(new Uint8Array(1_000_000)));
  yield zip(
    "an OpenXML document",
    zipSync({ "[Content_Types].xml": strToU8("<x/>"), "word/document.xml": strToU8("<x/>") }),
  );
}

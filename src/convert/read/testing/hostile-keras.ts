import { readFileSync } from "node:fs";
import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { concat, int, patched, utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyFiles } from "./tiny-checkpoint.ts";

/** A file of fixtures/keras, all of the tiny checkpoint. */
export const kerasFixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../../fixtures/keras/${name}`, import.meta.url)));

/** The tiny checkpoint with its weights in a file of Keras. */
export const kerasFiles = (bytes: Uint8Array) => tinyFiles({ "model.safetensors": null, "tf_model.h5": bytes });

const keras = (name: string, bytes: Uint8Array, code: FailureCode = "malformed_file"): HostileCase => ({
  name: `Keras: ${name}`,
  code,
  files: kerasFiles(bytes),
});

const UNDEFINED = 2n ** 64n - 1n;
/** Addresses that nothing can be at. */
const NOWHERE = [UNDEFINED, 2n ** 63n, 2n ** 53n, 2n ** 40n, 1_000_000n, 7n];

export function* hostileKeras(): HostileCases {
  const good = kerasFixture("plain.h5");
  for (const cut of [0, 1, 8, 50, 95, 96, 800, 4000, 20_000, good.length - 1])
    yield keras(`cut at byte ${cut}`, good.slice(0, cut));
  yield keras("zeros all over", new Uint8Array(4096));
  yield keras("HTML", concat([utf8("<!doctype html><title>Not Found</title>"), new Uint8Array(200)]));
  yield* superblocks(good);
  yield* groups(good);
  yield* datasets(good);
  yield* chunks(kerasFixture("deflate.h5"));
  yield* newFiles(kerasFixture("latest.h5"));
}

function* superblocks(good: Uint8Array): HostileCases {
  yield keras("another signature", patched(good, 1, utf8("HDG")));
  for (const version of [4, 255]) yield keras(`superblock ${version}`, patched(good, 8, [version]), "no_usable_files");
  for (const width of [0, 4, 255])
    yield keras(`addresses of ${width} bytes`, patched(good, 13, [width]), "no_usable_files");
  yield keras("a userblock", patched(good, 24, int(512, 8)), "no_usable_files");
  yield keras("an end after the file's", patched(good, 40, int(good.length + 1, 8)));
  for (const address of NOWHERE) yield keras(`a root at ${address}`, patched(good, 64, int(address, 8)));
}

/** Every place of some letters. */
function placesOf(bytes: Uint8Array, letters: string): number[] {
  const places: number[] = [];
  const text = Buffer.from(bytes).toString("latin1");
  for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + 1)) places.push(at);
  return places;
}

const first = (places: readonly number[]) => {
  const [at] = places;
  if (at === undefined) throw new Error("The fixture has changed.");
  return at;
};

function* groups(good: Uint8Array): HostileCases {
  const root = Number(new DataView(good.buffer).getBigUint64(64, true));
  for (const version of [0, 3]) yield keras(`object header ${version}`, patched(good, root, [version]));
  yield keras("an object header of 4 GiB", patched(good, root + 8, int(2 ** 32 - 1, 4)), "limit_exceeded");
  yield keras(
    "an object header of 2 MiB",
    concat([patched(good, root + 8, int(2 ** 21, 4)), new Uint8Array(2 ** 21)]),
    "limit_exceeded",
  );
  for (const [i, tree] of placesOf(good, "TREE").entries()) {
    yield keras(`tree ${i} without its letters`, patched(good, tree, utf8("XXXX")));
    yield keras(`tree ${i} of chunks`, patched(good, tree + 4, [1]));
    yield keras(`tree ${i} with 65,535 members`, patched(good, tree + 6, int(65_535, 4).slice(0, 2)));
    yield keras(`tree ${i} without a member`, patched(good, tree + 6, [0, 0]));
    yield keras(`tree ${i} in itself`, patched(good, tree + 32, int(tree, 8)));
    for (const address of NOWHERE)
      yield keras(`tree ${i} with a member at ${address}`, patched(good, tree + 32, int(address, 8)));
  }
  for (const [i, heap] of placesOf(good, "HEAP").entries()) {
    yield keras(`heap ${i} without its letters`, patched(good, heap, utf8("XXXX")));
    yield keras(`heap ${i} of nothing`, patched(good, heap + 8, int(0, 8)));
    for (const address of NOWHERE.slice(0, 5))
      yield keras(`heap ${i} at ${address}`, patched(good, heap + 24, int(address, 8)));
  }
  for (const [i, node] of placesOf(good, "SNOD").entries()) {
    yield keras(`node ${i} with 65,535 members`, patched(good, node + 6, [255, 255]));
    yield keras(`node ${i} without a member`, patched(good, node + 6, [0, 0]));
    yield keras(`node ${i} with a name at the end`, patched(good, node + 8, int(2n ** 62n, 8)));
    yield keras(`node ${i} with the root in it`, patched(good, node + 16, int(root, 8)));
    yield keras(`node ${i} with a soft link`, patched(good, node + 24, [2]));
    for (const address of NOWHERE)
      yield keras(`node ${i} with an object at ${address}`, patched(good, node + 16, int(address, 8)));
  }
}

/** Where messages of a type begin whose first bytes are these, in old object headers. */
function messagesOf(bytes: Uint8Array, type: number, start: readonly number[]): number[] {
  const places: number[] = [];
  for (let at = 0; at + 8 + start.length <= bytes.length; at += 8) {
    const isType =
      bytes[at] === type && bytes[at + 1] === 0 && bytes[at + 5] === 0 && bytes[at + 6] === 0 && bytes[at + 7] === 0;
    if (isType && start.every((byte, i) => bytes[at + 8 + i] === byte)) places.push(at + 8);
  }
  return places;
}

function* datasets(good: Uint8Array): HostileCases {
  const type = first(messagesOf(good, 3, [0x11]));
  yield keras("a shared datatype", patched(good, type - 4, [2]));
  for (const kind of [0x10, 0x13, 0x16, 0x19]) yield keras(`datatype ${kind & 15}`, patched(good, type, [kind]));
  for (const width of [0, 1, 2, 8, 2 ** 32 - 1])
    yield keras(`elements of ${width} bytes`, patched(good, type + 4, int(width, 4)));
  yield keras(
    "big-endian",
    patched(
      good,
      type + 1,
      [good[type + 1] ?? 0 | 1].map((flags) => flags | 1),
    ),
  );
  for (const place of [12, 13, 14, 15])
    yield keras(`another floating-point format at ${place}`, patched(good, type + place, [77]));
  const space = first(messagesOf(good, 1, [1, 2]));
  for (const version of [0, 3]) yield keras(`dataspace ${version}`, patched(good, space, [version]));
  for (const rank of [0, 1, 3, 9, 255]) yield keras(`rank ${rank}`, patched(good, space + 1, [rank]));
  for (const size of [0, 1, 1000, 2 ** 40, 2n ** 53n, UNDEFINED])
    yield keras(`dimension ${size}`, patched(good, space + 8, int(size, 8)));
  const layout = first(messagesOf(good, 8, [3, 1]));
  for (const version of [0, 1, 2, 6])
    yield keras(`layout ${version}`, patched(good, layout, [version]), "no_usable_files");
  yield keras("a layout in its description", patched(good, layout + 1, [0]));
  yield keras("a layout in chunks that are none", patched(good, layout + 1, [2]));
  yield keras("a layout of no kind", patched(good, layout + 1, [9]));
  for (const address of NOWHERE.slice(0, 5))
    yield keras(`values at ${address}`, patched(good, layout + 2, int(address, 8)));
  for (const size of [0, 1, 2 ** 40, UNDEFINED])
    yield keras(`values of ${size} bytes`, patched(good, layout + 10, int(size, 8)));
  const at = Number(new DataView(good.buffer).getBigUint64(layout + 2, true));
  for (const bits of [0x7fc0_0000, 0x7f80_0000])
    yield keras(`no number ${bits.toString(16)}`, patched(good, at, int(bits, 4)));
  for (const part of ["weight:0", "bias:0", "gamma:0", "beta:0", "embeddings:0", "c_attn", "ln_f"]) {
    const place = placesOf(good, `${part}\0`).at(-1);
    if (place !== undefined) yield keras(`${part} under another name`, patched(good, place, utf8("x")));
  }
}

function* chunks(good: Uint8Array): HostileCases {
  const layout = first(messagesOf(good, 8, [3, 2]));
  for (const rank of [0, 1, 2, 9]) yield keras(`chunks of rank ${rank}`, patched(good, layout + 2, [rank]));
  for (const address of NOWHERE) yield keras(`chunks at ${address}`, patched(good, layout + 3, int(address, 8)));
  for (const size of [0, 1, 3, 2 ** 31])
    yield keras(`chunks of ${size} rows`, patched(good, layout + 11, int(size, 4)));
  const filters = first(messagesOf(good, 11, [1, 1]));
  for (const id of [0, 3, 4, 5, 32_015])
    yield keras(`filter ${id}`, patched(good, filters + 8, int(id, 4).slice(0, 2)), "no_usable_files");
  yield keras("32 filters", patched(good, filters + 1, [32]));
  const tree = Number(new DataView(good.buffer).getBigUint64(layout + 3, true));
  yield keras("a tree of groups", patched(good, tree + 4, [0]));
  yield keras("a tree that is too high", patched(good, tree + 5, [200]));
  for (const count of [0, 1, 255]) yield keras(`${count} chunks`, patched(good, tree + 6, [count, 0]));
  for (const bytes of [0, 1, 2 ** 31])
    yield keras(`a chunk of ${bytes} bytes`, patched(good, tree + 24, int(bytes, 4)));
  yield keras("a chunk that went around its filter", patched(good, tree + 28, int(1, 4)));
  for (const offset of [1, 1000, UNDEFINED])
    yield keras(`a chunk at row ${offset}`, patched(good, tree + 32, int(offset, 8)));
  yield keras("a chunk twice", patched(good, tree + 32, good.slice(tree + 72, tree + 88)));
  for (const address of NOWHERE)
    yield keras(`a chunk in the file at ${address}`, patched(good, tree + 56, int(address, 8)));
  const packed = Number(new DataView(good.buffer).getBigUint64(tree + 56, true));
  yield keras("a chunk that is not deflated", patched(good, packed, [0, 0, 0, 0]));
}

function* newFiles(good: Uint8Array): HostileCases {
  const [root] = placesOf(good, "OHDR");
  yield keras("a new header of another version", patched(good, (root ?? 0) + 4, [9]));
  for (const [i, at] of placesOf(good, "OHDR").slice(0, 3).entries())
    yield keras(`new header ${i} without its letters`, patched(good, at, utf8("XXXX")));
  yield keras("a new file's end", patched(good, 28, int(good.length + 1, 8)));
  for (const address of NOWHERE) yield keras(`a new file's root at ${address}`, patched(good, 36, int(address, 8)));
}

import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { concat, floats, int, patched, utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyFiles } from "./tiny-checkpoint.ts";
import {
  BUNDLE_HEADER,
  type Bundle,
  type BundleVariable,
  block,
  bundleFiles,
  bundleVariables,
  HPARAMS_JSON,
  sealed,
  table,
  varint,
  writeBundle,
} from "./write-bundle.ts";

type Changes = Readonly<Record<string, string | Uint8Array | null>>;

/** The tiny checkpoint with its weights in a checkpoint of TensorFlow. */
export const tensorflowFiles = (bundle: Bundle, changes: Changes = {}) =>
  tinyFiles({ ...bundleFiles(bundle), ...changes });
export const indexFiles = (index: Uint8Array) => tensorflowFiles({ ...writeBundle(), index });
export const dataFiles = (data: Uint8Array) => tensorflowFiles({ ...writeBundle(), data });

const hostile = (name: string, files: HostileCase["files"], code: FailureCode = "malformed_file"): HostileCase => ({
  name: `TensorFlow: ${name}`,
  code,
  files,
});
const indexed = (name: string, index: Uint8Array, code?: FailureCode) => hostile(name, indexFiles(index), code);
const variables = (name: string, list: readonly BundleVariable[], code?: FailureCode) =>
  hostile(name, tensorflowFiles(writeBundle(list)), code);

export function* hostileTensorflow(): HostileCases {
  const good = writeBundle();
  for (const cut of [0, 10, 47, 48, 100, good.index.length - 1])
    yield indexed(`index cut at byte ${cut}`, good.index.slice(0, cut));
  for (const cut of [0, 1, good.data.length - 1])
    yield hostile(`data cut at byte ${cut}`, dataFiles(good.data.slice(0, cut)));
  yield indexed("a byte behind", concat([good.index, [0]]));
  yield indexed("text", utf8("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"));
  for (const at of [0, 30, good.index.length - 60])
    yield indexed(`index changed at ${at}`, patched(good.index, at, [(good.index[at] ?? 0) ^ 4]));
  for (const at of [0, 24, good.data.length - 1])
    yield hostile(`data changed at ${at}`, dataFiles(patched(good.data, at, [(good.data[at] ?? 0) ^ 4])));
  yield indexed("three MiB", new Uint8Array(3 * 2 ** 20), "limit_exceeded");
  yield* blocks();
  yield* headers();
  yield* entries();
  yield* sizes();
}

const one = (bytes: Uint8Array) => table([sealed(bytes)]);
const entry = (shared: number, rest: number, size: number, ...bytes: readonly number[]) =>
  concat([varint(shared), varint(rest), varint(size), bytes, int(0, 4), int(1, 4)]);

function* blocks(): HostileCases {
  const end = concat([new Uint8Array(4), int(1, 4)]);
  yield indexed("no magic", table([sealed(block([]))], 0n));
  yield indexed("no block", table([]));
  yield indexed("an empty block", one(end));
  yield indexed("a block of no bytes", one(new Uint8Array()));
  yield indexed("a block without restarts", one(int(0, 4)));
  for (const restarts of [2, 2 ** 20, 2 ** 32 - 1])
    yield indexed(`${restarts} restarts`, one(concat([int(0, 4), int(restarts, 4)])));
  yield indexed("a key that shares what is not there", one(entry(1, 0, 0)));
  yield indexed("a key longer than its block", one(entry(0, 1000, 0)));
  yield indexed("a value longer than its block", one(entry(0, 0, 2 ** 40)));
  yield indexed("a length without an end", one(concat([new Uint8Array(12).fill(0xff), end])));
  yield indexed("a key that is not UTF-8", one(entry(0, 1, 0, 0xff)));
  yield indexed("a long key", one(block([["k".repeat(2000), new Uint8Array()]])));
  yield indexed("a key twice", table([sealed(block([["", BUNDLE_HEADER]])), sealed(block([["", BUNDLE_HEADER]]))]));
  for (const compression of [1, 2, 255])
    yield indexed(
      `compression ${compression}`,
      table([sealed(block([["", BUNDLE_HEADER]]), compression)]),
      "no_usable_files",
    );
  const many = Array.from({ length: 9000 }, (_, i) => [String(i), new Uint8Array()] as const);
  yield indexed("nine thousand tensors", one(block(many)), "limit_exceeded");
  const far = concat([varint(2 ** 40), varint(10), varint(0), varint(10), new Uint8Array(40)]).slice(0, 40);
  yield indexed("a footer that points beyond", concat([sealed(end), far, int(0xdb47_7524_8b80_fb57n, 8)]));
  const same = concat([varint(0), varint(block([]).length)]);
  const index = sealed(
    block([
      ["a", same],
      ["b", same],
    ]),
  );
  const data = sealed(block([]));
  const footer = concat([same, varint(data.length), varint(index.length - 5), new Uint8Array(40)]).slice(0, 40);
  yield indexed("one block twice", concat([data, index, footer, int(0xdb47_7524_8b80_fb57n, 8)]));
}

function* headers(): HostileCases {
  const headed = (name: string, header: Uint8Array) =>
    hostile(name, tensorflowFiles(writeBundle(bundleVariables(), header)));
  yield indexed("no header", one(block([["model/wte", new Uint8Array()]])));
  yield headed("a header of nothing", new Uint8Array());
  yield headed("a header of garbage", Uint8Array.of(0xff, 0xff, 0xff));
  yield headed("a header that is cut", Uint8Array.of(8));
  yield headed("big-endian", Uint8Array.of(8, 1, 16, 1));
  for (const shards of [0, 2, 1001, 2 ** 40]) yield headed(`${shards} shards`, concat([[8], varint(shards)]));
}

function* entries(): HostileCases {
  const all = bundleVariables();
  const changed = (change: Partial<BundleVariable>) =>
    all.map((variable) => (variable.key === "model/wpe" ? { ...variable, ...change } : variable));
  for (const type of [0, 3, 7, 9, 10, 20, 99]) yield variables(`type ${type}`, changed({ type }));
  for (const type of [2, 14, 19]) yield variables(`bytes of another type than ${type}`, changed({ type }));
  for (const shape of [
    [],
    [8],
    [4, 3],
    [2, 4],
    [4, 2, 1],
    [4, 0],
    [2 ** 40, 2 ** 40],
    [2 ** 53, 1],
    Array<number>(9).fill(1),
  ])
    yield variables(`shape ${shape}`, changed({ shape }));
  for (const shard of [1, 5, 2 ** 40]) yield variables(`shard ${shard}`, changed({ shard }));
  for (const offset of [1, 2 ** 20, 2 ** 52]) yield variables(`offset ${offset}`, changed({ offset }));
  for (const size of [0, 31, 33, 2 ** 40]) yield variables(`size ${size}`, changed({ size }));
  for (const crc32c of [0, 1]) yield variables(`checksum ${crc32c}`, changed({ crc32c }));
  yield variables("slices", changed({ sliced: true }), "no_usable_files");
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
    yield variables(`${value}`, changed({ bytes: floats([0, 0, 0, 0, 0, 0, 0, value]) }));
  for (const left of all)
    yield variables(
      `without ${left.key}`,
      all.filter((variable) => variable !== left),
    );
  const more = (key: string) => variables(`with ${key}`, [...all, { key, shape: [2], bytes: floats([0, 0]) }]);
  for (const key of ["model/h1/ln_1/g", "model/h0/mlp/c_gate/w", "model/h0/attn/q/b"]) yield more(key);
  yield indexed(
    "an entry of garbage",
    one(
      block([
        ["", BUNDLE_HEADER],
        ["model/wte", Uint8Array.of(0xff, 0xff)],
      ]),
    ),
  );
  yield indexed(
    "a shape of garbage",
    one(
      block([
        ["", BUNDLE_HEADER],
        ["model/wte", Uint8Array.of(8, 1, 18, 1, 0xff)],
      ]),
    ),
  );
  yield indexed(
    "a shape that is a number",
    one(
      block([
        ["", BUNDLE_HEADER],
        ["model/wte", Uint8Array.of(8, 1, 16, 1)],
      ]),
    ),
  );
}

function* sizes(): HostileCases {
  const hparams = (name: string, text: string | null, code?: FailureCode) =>
    hostile(`hparams.json ${name}`, tensorflowFiles(writeBundle(), { "hparams.json": text }), code);
  yield hparams("missing", null, "no_usable_files");
  for (const text of ["", "[]", "{", "{}"]) yield hparams(JSON.stringify(text), text);
  for (const field of ["n_vocab", "n_ctx", "n_embd", "n_head", "n_layer"]) {
    for (const value of [null, 0, -1, 1.5, 1e9, "2"])
      yield hparams(`${field} ${value}`, JSON.stringify({ ...JSON.parse(HPARAMS_JSON), [field]: value }));
  }
  yield hostile("no data", tensorflowFiles(writeBundle(), { "model-9.data-00000-of-00001": null }));
}

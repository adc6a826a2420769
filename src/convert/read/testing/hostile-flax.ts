import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { concat, floats, patched, utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyFiles, tinyTensors } from "./tiny-checkpoint.ts";
import { flaxArrays, pack, writeFlax } from "./write-flax.ts";

/** The tiny checkpoint with its weights in a file of flax. */
export const flaxFiles = (bytes: Uint8Array) => tinyFiles({ "model.safetensors": null, "flax_model.msgpack": bytes });

const flax = (name: string, bytes: Uint8Array, code: FailureCode = "malformed_file"): HostileCase => ({
  name: `flax: ${name}`,
  code,
  files: flaxFiles(bytes),
});

export function* hostileFlax(): HostileCases {
  const good = writeFlax();
  for (const cut of [0, 1, 3, 20, 60, 200, good.length - 1]) yield flax(`cut at byte ${cut}`, good.slice(0, cut));
  yield flax("a byte behind", concat([good, [0]]));
  yield flax("a type that is none", patched(good, 0, [0xc1]));
  for (const [name, bytes] of Object.entries(ROOTS)) yield flax(name, Uint8Array.from(bytes));
  yield* sizes();
  yield* arrays();
  yield* others();
}

const ROOTS: Readonly<Record<string, ArrayLike<number>>> = {
  nothing: [0xc0],
  true: [0xc3],
  "a number": [0x07],
  "a fraction": [0xcb, 0, 0, 0, 0, 0, 0, 0, 0],
  "a large number": [0xcf, 255, 255, 255, 255, 255, 255, 255, 255],
  "a list": [0x91, 0x80],
  "an empty map": [0x80],
  "bytes alone": [0xc4, 1, 0],
  text: utf8("version https://git-lfs.github.com/spec/v1\n"),
  HTML: utf8("<!doctype html>"),
  "a map with a number for a key": [0x81, 0x01, 0xc0],
  "a map with a list for a key": [0x81, 0x90, 0xc0],
  "a map with a key twice": [0x82, 0xa1, 0x61, 0xc0, 0xa1, 0x61, 0xc0],
  "a map that ends before its values": [0x81, 0xa1, 0x61],
  "an array alone": pack.array([1], floats([0])),
};

function* sizes(): HostileCases {
  const u32 = [0xff, 0xff, 0xff, 0xff];
  for (const [name, type] of Object.entries({ map: 0xdf, list: 0xdd, bytes: 0xc6 }))
    yield flax(`a ${name} of 4 billion`, Uint8Array.of(type, ...u32));
  yield flax("a text of 4 billion", Uint8Array.of(0xdb, ...u32), "limit_exceeded");
  yield flax("an extension of 4 billion", Uint8Array.of(0xc9, ...u32, 1));
  yield flax("another extension of 4 billion", Uint8Array.of(0xc9, ...u32, 9));
  yield flax("a long key", pack.map({ x: concat([[0xda, 0x10, 0], new Uint8Array(4096)]) }), "limit_exceeded");
  yield flax("a key that is not UTF-8", Uint8Array.of(0x81, 0xa1, 0xff, 0xc0));
  yield flax("deep lists", new Uint8Array(100_000).fill(0x91), "limit_exceeded");
  yield flax("deep maps", concat(Array.from({ length: 5000 }, () => [0x81, 0xa1, 0x61])), "limit_exceeded");
  yield flax("a million values", concat([[0xdd, 0, 0x0f, 0x42, 0x40], new Uint8Array(1_000_000)]), "limit_exceeded");
}

function* arrays(): HostileCases {
  const path = "transformer/ln_f/scale";
  const one = (name: string, array: Uint8Array, code?: FailureCode) =>
    flax(name, writeFlax({ ...flaxArrays(), [path]: array }), code);
  const two = floats([1, 2]);
  for (const shape of [[1], [3], [2, 2], [2, 0], [], [2 ** 31, 2 ** 31], [0]])
    yield one(`shape ${shape}`, pack.array(shape, two));
  for (const dtype of ["int32", "complex64", "float8", "V2", "", "toString", "object"])
    yield one(`dtype ${dtype}`, pack.array([2], two, dtype));
  for (const dtype of ["float16", "bfloat16", "float64"])
    yield one(`bytes of another dtype than ${dtype}`, pack.array([2], two, dtype));
  const inside = (...parts: readonly (Uint8Array | readonly number[])[]) => pack.extension(1, concat(parts));
  const sizes = pack.sizes([2]);
  const name = pack.text("float32");
  yield one("an array of two parts", inside([0x92], sizes, name));
  yield one("an array of four parts", inside([0x94], sizes, name, pack.bytes(two), [0xc0]));
  yield one("an array with bytes behind", inside([0x93], sizes, name, pack.bytes(two), [0xc0]));
  yield one("an array longer than its extension", pack.extension(1, concat([[0x93], sizes, name, [0xc6, 0, 0, 1, 0]])));
  yield one("a shape that is a text", inside([0x93], pack.text("2"), name, pack.bytes(two)));
  yield one("a shape of texts", inside([0x93], [0x91], pack.text("2"), name, pack.bytes(two)));
  yield one("a shape below zero", inside([0x93], [0x91, 0xff], name, pack.bytes(two)));
  yield one("a shape of fractions", inside([0x93], [0x91, 0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0], name, pack.bytes(two)));
  yield one("a shape of nine", inside([0x93], pack.sizes([1, 1, 1, 1, 1, 1, 1, 1, 2]), name, pack.bytes(two)));
  yield one("a dtype that is a number", inside([0x93], sizes, [0x07], pack.bytes(two)));
  yield one("values that are a list", inside([0x93], sizes, name, [0x92, 0, 0]));
  yield one("an array in an array", inside([0x93], pack.array([2], two), name, pack.bytes(two)));
  for (const code of [2, 3, 99]) yield one(`extension ${code}`, pack.extension(code, two));
  yield one("no chunks", pack.chunked([2], []));
  yield one("chunks too short", pack.chunked([2], [pack.array([1], floats([1]))]));
  yield one(
    "chunks of two dtypes",
    pack.chunked([2], [pack.array([1], floats([1])), pack.array([1], floats([1]), "int32")]),
  );
  yield one("chunks that are texts", pack.chunked([2], [pack.text("a")]));
  yield one(
    "chunks without a shape",
    pack.map({ __msgpack_chunked_array__: Uint8Array.of(0xc3), chunks: pack.map({ "0": pack.array([2], two) }) }),
  );
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
    yield one(`${value}`, pack.array([2], floats([0, value])));
}

function* others(): HostileCases {
  const all = flaxArrays();
  for (const left of Object.keys(all))
    yield flax(`without ${left}`, writeFlax(Object.fromEntries(Object.entries(all).filter(([path]) => path !== left))));
  const more = (path: string) => writeFlax({ ...all, [path]: pack.array([2], floats([1, 2])) });
  for (const path of [
    "transformer/h/1/ln_1/scale",
    "transformer/h/0/mlp/c_gate/bias",
    "transformer/h/0/attn/q_attn/bias",
    "ln_f/scale",
    "params/ln_f/scale",
  ])
    yield flax(`with ${path}`, more(path));
  const kernel = "transformer/h/0/mlp/c_fc/kernel";
  const turned = tinyTensors().find(({ name }) => name === "h.0.mlp.c_fc.weight")?.values ?? [];
  yield flax("a kernel the other way round", writeFlax({ ...all, [kernel]: pack.array([2, 8], floats(turned)) }));
}

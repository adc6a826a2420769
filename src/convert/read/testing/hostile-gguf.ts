import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { concat, floats, int, patched, utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyFiles } from "./tiny-checkpoint.ts";
import { type GgufKey, type GgufPart, type GgufParts, ggufTensors, key, otherKeys, writeGguf } from "./write-gguf.ts";

/** The tiny checkpoint as a GGUF file alone. */
export const ggufFiles = (bytes: Uint8Array) =>
  tinyFiles({ "config.json": null, "tokenizer.json": null, "model.safetensors": null, "tiny.gguf": bytes });

const gguf = (name: string, bytes: Uint8Array, code: FailureCode = "malformed_file"): HostileCase => ({
  name: `GGUF: ${name}`,
  code,
  files: ggufFiles(bytes),
});
const parts = (name: string, change: Partial<GgufParts>, code?: FailureCode) => gguf(name, writeGguf(change), code);
const keyed = (name: string, changes: Readonly<Record<string, GgufKey | null>>, code?: FailureCode) =>
  parts(name, { keys: otherKeys(changes) }, code);

export function* hostileGguf(): HostileCases {
  const good = writeGguf();
  for (const cut of [0, 3, 4, 8, 16, 24, 40, 100, 400, 900, good.length - 33])
    yield gguf(`cut at byte ${cut}`, good.slice(0, cut));
  yield gguf("zeros all over", new Uint8Array(4096));
  yield gguf("magic of another format", patched(good, 0, utf8("GGJT")));
  yield gguf("big-endian", patched(good, 4, [0, 0, 0, 3]));
  for (const version of [0, 1, 4, 255]) yield parts(`version ${version}`, { version }, "no_usable_files");
  yield* counts();
  yield* metadata();
  yield* tensors();
  yield* tokenizers();
}

function* counts(): HostileCases {
  for (const tensorCount of [8193, 2 ** 32, 2 ** 53, 2n ** 64n - 1n])
    yield parts(`${tensorCount} tensors`, { tensorCount }, "limit_exceeded");
  yield parts("8192 tensors, not those", { tensorCount: 8192 }, "limit_exceeded");
  for (const tensorCount of [0, 15, 17]) yield parts(`${tensorCount} tensors, not those`, { tensorCount });
  for (const keyCount of [4097, 2 ** 40, 2n ** 64n - 1n])
    yield parts(`${keyCount} keys`, { keyCount }, "limit_exceeded");
  yield parts("12 keys, not those", { keyCount: 12 });
  for (const keyCount of [0, 1, 14, 4096]) yield parts(`${keyCount} keys, not those`, { keyCount }, "limit_exceeded");
}

const raw = (name: string, type: number, value: Uint8Array | readonly number[]): GgufKey => ({
  key: name,
  type,
  value: Uint8Array.from(value),
});

function* metadata(): HostileCases {
  yield parts("a key twice", { keys: [...otherKeys({}), key.text("general.architecture", "gpt2")] });
  yield keyed("a value of no type", { x: raw("x", 13, [0]) });
  yield keyed("a wanted value of no type", { x: raw("gpt2.x", 99, [0]) });
  yield keyed("a text longer than the file", { x: raw("x", 8, int(2n ** 40n, 8)) });
  yield keyed("a wanted text longer than the file", { x: raw("gpt2.x", 8, int(2n ** 63n, 8)) });
  yield keyed("a text that is not UTF-8", { x: raw("gpt2.x", 8, concat([int(1, 8), [0xff]])) });
  yield keyed("a list longer than the file", { x: raw("x", 9, concat([int(4, 4), int(2n ** 60n, 8)])) });
  yield keyed("a wanted list longer than the file", { x: raw("gpt2.x", 9, concat([int(0, 4), int(2n ** 32n, 8)])) });
  yield keyed("a list of no type", { x: raw("x", 9, concat([int(77, 4), int(1, 8)])) });
  const nested = concat(Array.from({ length: 9 }, () => concat([int(9, 4), int(1, 8)])));
  yield keyed("lists in lists", { x: raw("x", 9, nested) });
  yield keyed("wanted lists in lists", { x: raw("gpt2.x", 9, nested) });
  yield keyed("a long key", { x: key.flag("k".repeat(2000), true) }, "limit_exceeded");
  yield keyed(
    "17 MiB of texts",
    { x: raw("gpt2.x", 8, concat([int(17 * 2 ** 20, 8), new Uint8Array(17 * 2 ** 20)])) },
    "limit_exceeded",
  );
  const empty = concat([int(8, 4), int(2_200_000, 8), new Uint8Array(8 * 2_200_000)]);
  yield keyed("two million empty texts", { x: raw("gpt2.x", 9, empty) }, "limit_exceeded");
  yield keyed("two million empty texts that nobody wants", { x: raw("x", 9, empty) }, "limit_exceeded");
  yield keyed("no architecture", { "general.architecture": null });
  yield keyed(
    "another architecture",
    { "general.architecture": key.text("general.architecture", "bloom") },
    "unsupported_architecture",
  );
  yield keyed(
    "an architecture that is a number",
    { "general.architecture": key.uint32("general.architecture", 2) },
    "unsupported_architecture",
  );
  yield keyed("an adapter", { type: key.text("general.type", "adapter") }, "no_usable_files");
  for (const size of ["context_length", "embedding_length", "block_count", "attention.head_count"]) {
    const name = `gpt2.${size}`;
    yield keyed(`without ${size}`, { [name]: null });
    for (const value of [0, 3, 2 ** 32 - 1]) yield keyed(`${size} ${value}`, { [name]: key.uint32(name, value) });
    yield keyed(`${size} as a text`, { [name]: key.text(name, "2") });
    yield keyed(`${size} as a fraction`, { [name]: key.float32(name, 1.5) });
  }
  const epsilon = "gpt2.attention.layer_norm_epsilon";
  yield keyed("without epsilon", { [epsilon]: null });
  for (const value of [0, -1, 2, Number.NaN, Number.POSITIVE_INFINITY])
    yield keyed(`epsilon ${value}`, { [epsilon]: key.float32(epsilon, value) });
  for (const value of [0, 3, 33, 2 ** 31])
    yield keyed(`alignment ${value}`, { x: key.uint32("general.alignment", value) });
  yield keyed("an alignment that it does not have", { x: key.uint32("general.alignment", 4096) });
}

function changed(name: string, change: Partial<GgufPart>): readonly GgufPart[] {
  return ggufTensors().map((tensor) => (tensor.name === name ? { ...tensor, ...change } : tensor));
}

function* tensors(): HostileCases {
  const wpe = "position_embd.weight";
  const one = (name: string, change: Partial<GgufPart>, code?: FailureCode) =>
    parts(name, { tensors: changed(wpe, change) }, code);
  for (const type of [4, 5, 9, 15, 16, 20, 23, 24, 29, 31, 39, 40, 2 ** 32 - 1])
    yield one(`type ${type}`, { type }, "no_usable_files");
  yield one("nine dimensions", { dims: [2, 4, 1, 1, 1, 1, 1, 1, 1] });
  yield one("no dimension", { dims: [] });
  for (const dims of [[2, 5], [4, 2], [8], [2, 0], [2n ** 63n, 4], [2 ** 32, 2 ** 32], [94_906_267, 94_906_267, 0]])
    yield one(`dimensions ${dims}`, { dims });
  for (const type of [2, 8, 14]) yield one(`rows that no block of type ${type} fills`, { type });
  for (const offset of [1, 31, 64, 2 ** 40, 2n ** 64n - 32n]) yield one(`offset ${offset}`, { offset });
  yield parts("two tensors in one place", { tensors: changed("output_norm.bias", { offset: 0 }) });
  for (const { name } of ggufTensors())
    yield parts(`without ${name}`, { tensors: ggufTensors().filter((tensor) => tensor.name !== name) });
  yield parts("a tensor twice", { tensors: [...ggufTensors(), ...ggufTensors().slice(0, 1)] });
  const more = (name: string): GgufPart => ({ name, dims: [2], type: 0, bytes: floats([0, 0]) });
  for (const name of ["blk.0.attn_q_norm.weight", "blk.1.attn_norm.weight"])
    yield parts(`with ${name}`, { tensors: [...ggufTensors(), more(name)] });
  yield one("a long name", { name: "n".repeat(2000) }, "limit_exceeded");
  for (const value of [Number.NaN, Number.NEGATIVE_INFINITY])
    yield one(`${value}`, { bytes: floats([0, 0, 0, 0, 0, 0, 0, value]) });
}

function* tokenizers(): HostileCases {
  const mismatch = (name: string, changes: Readonly<Record<string, GgufKey | null>>) =>
    keyed(name, changes, "tokenizer_mismatch");
  const [model, cut, tokens, merges] = ["model", "pre", "tokens", "merges"].map((name) => `tokenizer.ggml.${name}`) as [
    string,
    string,
    string,
    string,
  ];
  for (const kind of ["llama", "bert", "t5", "rwkv", "toString"])
    yield mismatch(`tokenizer ${kind}`, { [model]: key.text(model, kind) });
  for (const kind of ["llama-bpe", "qwen2", "constructor"])
    yield mismatch(`cut ${kind}`, { [cut]: key.text(cut, kind) });
  yield mismatch("no tokenizer", { [model]: null });
  yield mismatch("no tokens", { [tokens]: null });
  yield mismatch("no merges", { [merges]: null });
  yield mismatch("tokens that are numbers", { [tokens]: key.int32s(tokens, [0, 1, 2]) });
  yield mismatch("tokens that are a text", { [tokens]: key.text(tokens, "a") });
  yield mismatch("a token twice", { [tokens]: key.texts(tokens, ["a", "b", "a"]) });
  yield mismatch("more tokens than rows", { [tokens]: key.texts(tokens, ["a", "b", "ab", "c"]) });
  yield mismatch("a merge of nothing", { [merges]: key.texts(merges, ["x y"]) });
  yield mismatch("a merge of one", { [merges]: key.texts(merges, ["ab"]) });
}

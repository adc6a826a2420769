import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { concat, file, utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { TINY_CONFIG, tinyTensors } from "./tiny-checkpoint.ts";
import { op, pickledDict, stateDict, wholePickle } from "./write-pickle.ts";
import { torchZip } from "./write-torch.ts";

type Bytes = readonly number[];

const CKPT = torchZip(
  wholePickle(
    pickledDict([
      ["model", stateDict(tinyTensors())],
      ["model_args", pickledDict([["n_head", op.int(TINY_CONFIG.n_head)]])],
    ]),
  ),
);

/** The tiny checkpoint as nanoGPT's character-level training leaves it. */
export const characterFiles = (meta: Uint8Array) => [file("ckpt.pt", CKPT), file("meta.pkl", meta)];

const entries = (items: readonly (readonly [Bytes, Bytes])[]): Bytes => [
  ...op.emptyDict,
  ...op.mark,
  ...items.flat(2),
  ...op.setItems,
];
const letters = (ids: Readonly<Record<string, number>>): Bytes =>
  pickledDict(Object.entries(ids).map(([letter, id]) => [letter, op.int(id)]));
const meta = (stoi: Bytes): Uint8Array<ArrayBuffer> => wholePickle(pickledDict([["stoi", stoi]]));

/** What nanoGPT writes beside three characters. */
export const SOUND_META: Uint8Array<ArrayBuffer> = wholePickle(
  pickledDict([
    ["vocab_size", op.int(3)],
    ["itos", entries(["a", "b", "c"].map((letter, id) => [op.int(id), op.text(letter)]))],
    ["stoi", letters({ a: 0, b: 1, c: 2 })],
  ]),
);

const LOOPS = 100_000;
const FLOAT = [0x47, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0];

const characters = (name: string, bytes: Uint8Array, code: FailureCode): HostileCase => ({
  name: `meta.pkl: ${name}`,
  code,
  files: characterFiles(bytes),
});

export function* hostileCharacters(): HostileCases {
  const cuts = [0, 1, 2, 3, 7, 20, 30, 50, SOUND_META.length - 2, SOUND_META.length - 1];
  for (const cut of cuts) yield characters(`cut at byte ${cut}`, SOUND_META.slice(0, cut), "malformed_file");
  yield* withoutCharacters();
  yield* withWrongIds();
  for (const name of ["os system", "builtins eval", "posix system", "subprocess Popen", "builtins getattr"]) {
    const [module = "", callable = ""] = name.split(" ");
    const call = [...op.global(module, callable), ...op.mark, ...op.text("id"), ...op.tuple, ...op.reduce];
    yield characters(`${name}, called`, wholePickle(call), "unsafe_pickle");
    yield characters(`${name} as its characters`, meta(call), "unsafe_pickle");
  }
  const deep = Array<Bytes>(LOOPS).fill(op.mark).flat();
  yield characters("a hundred thousand marks", wholePickle(deep), "limit_exceeded");
  yield characters("text instead of a pickle", utf8('{"stoi":{"a":0}}'), "unsafe_pickle");
  yield characters(
    "more than any alphabet has",
    concat([SOUND_META, new Uint8Array(64 * 1024 * 1024)]),
    "limit_exceeded",
  );
}

function* withoutCharacters(): HostileCases {
  const roots: Readonly<Record<string, Bytes>> = {
    nothing: op.none,
    "a number": op.int(7),
    "a text": op.text("stoi"),
    "a list": op.emptyList,
    "an empty dictionary": op.emptyDict,
    "the other direction alone": pickledDict([["itos", letters({ a: 0 })]]),
  };
  for (const [name, root] of Object.entries(roots))
    yield characters(`holds ${name}`, wholePickle(root), "tokenizer_mismatch");
  const tables: Readonly<Record<string, Bytes>> = {
    nothing: op.none,
    "a number": op.int(3),
    "a text": op.text("abc"),
    "a list": op.emptyList,
    "a tuple": op.emptyTuple,
    "no letters": op.emptyDict,
  };
  for (const [name, table] of Object.entries(tables))
    yield characters(`its characters are ${name}`, meta(table), "tokenizer_mismatch");
}

function* withWrongIds(): HostileCases {
  const ids: Readonly<Record<string, Bytes>> = {
    "a text": op.text("0"),
    nothing: op.none,
    "a fraction": FLOAT,
    "a list": op.emptyList,
    "less than nought": op.int(-1),
    "beyond the rows": op.int(3),
    "beyond all rows": op.int(2 ** 31 - 1),
  };
  for (const [name, id] of Object.entries(ids))
    yield characters(`an id that is ${name}`, meta(entries([[op.text("a"), id]])), "tokenizer_mismatch");
  const keys: Readonly<Record<string, Bytes>> = { "a number": op.int(0), nothing: op.none, "a tuple": op.emptyTuple };
  for (const [name, key] of Object.entries(keys))
    yield characters(`a character that is ${name}`, meta(entries([[key, op.int(0)]])), "tokenizer_mismatch");
  yield characters("two characters with one id", meta(letters({ a: 0, b: 0 })), "tokenizer_mismatch");
  for (const word of ["", "ab", "😀😀", "e\u0301"])
    yield characters(
      `${JSON.stringify(word)} as a character`,
      meta(letters({ a: 0, [word]: 1 })),
      "tokenizer_mismatch",
    );
}

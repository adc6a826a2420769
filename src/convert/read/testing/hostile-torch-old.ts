import { concat, int, utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyTensors, tinyTorchFiles } from "./tiny-checkpoint.ts";
import { op, stateDict, wholePickle } from "./write-pickle.ts";
import { torchOld } from "./write-torch.ts";

const old = (name: string, bytes: Uint8Array, code: HostileCase["code"] = "malformed_file"): HostileCase => ({
  name: `old torch: ${name}`,
  code,
  files: tinyTorchFiles(bytes),
});

export function* hostileTorchOld(): HostileCases {
  const good = torchOld();
  for (const cut of [0, 1, 2, 20, 21, 22, 60, 200, 1000, good.length - 1])
    yield old(`cut at byte ${cut}`, good.slice(0, cut));
  yield old("a byte behind", concat([good, [0]]));
  for (const at of [0, 2, 4, 13, 19])
    yield old(`magic number wrong at ${at}`, torchOld({ magic: changedMagic(good, at) }));
  yield old(
    "big-endian",
    torchOld({ machine: wholePickle([...op.emptyDict, ...op.text("little_endian"), ...op.newFalse, ...op.setItem]) }),
  );
  yield old("machine is a list", torchOld({ machine: wholePickle(op.emptyList) }));
  yield old("machine says nothing", torchOld({ machine: wholePickle(op.emptyDict) }));
  yield old("a command as machine", torchOld({ machine: wholePickle(command) }), "unsafe_pickle");
  yield old("a command as keys", torchOld({ keys: wholePickle(command) }), "unsafe_pickle");
  yield* keys();
  yield* storages();
  yield old("a view of a storage", torchOld({ state: wholePickle(stateDict(tinyTensors(), { storage: view })) }));
  yield old("text", utf8("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"));
  yield old("an archive of torch 0.1", concat([utf8("sys_info"), new Uint8Array(1024)]));
  yield old("zeros", new Uint8Array(4096));
}

const command = [...op.global("os", "system"), ...op.mark, ...op.text("echo hostile"), ...op.tuple, ...op.reduce];

/** A persistent id of six parts, the last of them a view. */
const view = [
  ...op.mark,
  ...op.text("storage"),
  ...op.global("torch", "FloatStorage"),
  ...op.text("0"),
  ...op.text("cpu"),
  ...op.int(6),
  ...op.mark,
  ...op.text("v"),
  ...op.int(0),
  ...op.int(6),
  ...op.tuple,
  ...op.tuple,
  ...op.persid,
];

function changedMagic(good: Uint8Array, at: number): number[] {
  return [...good.slice(0, 21)].map((byte, i) => (i === at ? byte ^ 1 : byte));
}

function* keys(): HostileCases {
  const names = tinyTensors().map((_, i) => String(i));
  const list = (keys: readonly string[]) => wholePickle([...op.emptyList, ...op.mark, ...keys.flatMap(op.text), 0x65]);
  yield old("no list of keys", torchOld({ keys: wholePickle(op.none) }));
  yield old("a key is missing", torchOld({ keys: list(names.slice(1)) }));
  yield old("a key twice", torchOld({ keys: list([...names, "0"]) }));
  yield old("a key that no tensor has", torchOld({ keys: list(["x", ...names]) }));
  yield old("keys in another order", torchOld({ keys: list([...names].reverse()) }));
  yield old("keys are numbers", torchOld({ keys: wholePickle([...op.emptyList, ...op.mark, ...op.int(0), 0x65]) }));
}

function* storages(): HostileCases {
  const [first, ...rest] = tinyTensors().map(({ values }) =>
    concat([int(values.length, 8), new Uint8Array(4 * values.length)]),
  );
  const sized = (count: number | bigint) =>
    torchOld({ storages: [concat([int(count, 8), new Uint8Array(24)]), ...rest] });
  for (const count of [0, 5, 7, -1, 2 ** 31, 2 ** 53, 2n ** 63n - 1n])
    yield old(`a storage says ${count} elements`, sized(count));
  yield old("a storage is missing", torchOld({ storages: rest }));
  yield old("a storage too many", torchOld({ storages: [...(first ? [first, first] : []), ...rest] }));
  yield old("no storages", torchOld({ storages: [] }));
  const huge = { count: 2 ** 31 - 1, shape: [2 ** 31 - 1], strides: [1] };
  const declared = wholePickle(stateDict(tinyTensors(), huge));
  yield old("two billion elements", torchOld({ state: declared, storages: [concat([int(2 ** 31 - 1, 8)]), ...rest] }));
}

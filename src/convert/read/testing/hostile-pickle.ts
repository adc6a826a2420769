import { concat, utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyTensors, tinyTorchFiles } from "./tiny-checkpoint.ts";
import {
  op,
  type PickledTensorParts,
  pickledDict,
  pickledStorage,
  pickledTensor,
  stateDict,
  wholePickle,
} from "./write-pickle.ts";
import { torchOld, torchZip } from "./write-torch.ts";

type Bytes = readonly number[];

/** Callables that published exploits and scanner by-passes use, and neighbours of what is allowed. */
const GLOBALS = [
  "os system",
  "posix system",
  "nt system",
  "os popen",
  "os execv",
  "os spawnlp",
  "posix _exit",
  "subprocess Popen",
  "subprocess check_output",
  "subprocess call",
  "builtins eval",
  "builtins exec",
  "builtins compile",
  "builtins open",
  "builtins getattr",
  "builtins __import__",
  "builtins globals",
  "__builtin__ eval",
  "__builtin__ exec",
  "__main__ payload",
  "sys exit",
  "sys modules",
  "importlib import_module",
  "importlib.machinery SourceFileLoader",
  "runpy run_path",
  "runpy _run_code",
  "code InteractiveInterpreter",
  "pty spawn",
  "socket create_connection",
  "webbrowser open",
  "urllib.request urlopen",
  "http.client HTTPSConnection",
  "requests.api get",
  "shutil rmtree",
  "tempfile mktemp",
  "ctypes CDLL",
  "pickle loads",
  "_pickle loads",
  "marshal loads",
  "types FunctionType",
  "types CodeType",
  "functools partial",
  "functools reduce",
  "operator attrgetter",
  "operator methodcaller",
  "itertools starmap",
  "timeit timeit",
  "cProfile run",
  "pdb run",
  "bdb Bdb",
  "doctest debug_script",
  "trace Trace",
  "asyncio.unix_events _UnixSubprocessTransport",
  "multiprocessing.util spawnv_passfds",
  "pip main",
  "pip._internal main",
  "setuptools setup",
  "venv create",
  "ensurepip _run_pip",
  "idlelib.pyshell ModifiedInterpreter",
  "numpy.testing._private.utils runstring",
  "numpy.f2py.crackfortran getlincoef",
  "torch load",
  "torch.hub load",
  "torch.jit load",
  "torch.storage _load_from_bytes",
  "torch._utils _rebuild_tensor_v3",
  "torch._utils _rebuild_sparse_tensor",
  "torch._utils _rebuild_qtensor",
  "torch._utils _import_dotted_name",
  "torch.utils.collect_env run",
  "torch.utils.bottleneck.__main__ run_cprofile",
  "torch._inductor.codecache compile_file",
  "torch.nn.modules.linear Linear",
  "torch FloatTensor",
  "torch QInt8Storage",
  "torch ComplexFloatStorage",
  "torch.storage UntypedStorage",
  "torch.FloatStorage from_file",
  "collections OrderedDict.fromkeys",
  "COLLECTIONS OrderedDict",
  "transformers.models.gpt2.modeling_gpt2 GPT2LMHeadModel",
  "joblib.numpy_pickle read_array",
  "dill _dill",
  "cloudpickle loads",
  "copyreg _reconstructor",
  "copy_reg _reconstructor",
  "site main",
  "platform popen",
  "linecache getlines",
  "tarfile open",
];

const COMMAND = [...op.mark, ...op.text("echo hostile"), ...op.tuple];
const asZip = (name: string, code: HostileCase["code"], pickle: Uint8Array): HostileCase => ({
  name: `pickle: ${name}`,
  code,
  files: tinyTorchFiles(torchZip(pickle)),
});
const unsafe = (name: string, body: Bytes) => asZip(name, "unsafe_pickle", wholePickle(body));

export function* hostilePickles(): HostileCases {
  for (const [i, name] of GLOBALS.entries()) yield* ofGlobal(name, i);
  yield* opcodes();
  yield* shapes();
  yield* bombs();
  yield* besideHarmless();
}

/** One global by each way that pickle has of naming it; every third also in the old torch format. */
function* ofGlobal(name: string, index: number): HostileCases {
  const [module = "", attribute = ""] = name.split(" ");
  const body = [...op.global(module, attribute), ...COMMAND, ...op.reduce];
  yield unsafe(`GLOBAL ${name}`, body);
  yield unsafe(`STACK_GLOBAL ${name}`, [...op.stackGlobal(module, attribute), ...COMMAND, ...op.reduce]);
  if (index % 3 !== 0) return;
  yield unsafe(`INST ${name}`, [...op.mark, ...op.text("x"), 0x69, ...utf8(`${module}\n${attribute}\n`)]);
  yield unsafe(`hidden beside the weights: ${name}`, pickledDict([["x", body]]));
  const files = tinyTorchFiles(torchOld({ state: wholePickle(body) }));
  yield { name: `old pickle: GLOBAL ${name}`, code: "unsafe_pickle", files };
}

/** Every byte that is no opcode of ours, right at the beginning. */
function* opcodes(): HostileCases {
  const known = [
    0x80, 0x95, 0x28, 0x4e, 0x88, 0x89, 0x4a, 0x4b, 0x4d, 0x8a, 0x47, 0x58, 0x8c, 0x29, 0x74, 0x85, 0x86, 0x87, 0x5d,
    0x61, 0x65, 0x7d, 0x73, 0x75, 0x71, 0x72, 0x94, 0x68, 0x6a, 0x63, 0x93, 0x52, 0x62, 0x51, 0x2e, 0x8b, 0x55, 0x54,
    0x43, 0x42, 0x8e, 0x96, 0x8f, 0x90, 0x91, 0x81, 0x92,
  ];
  for (let code = 0; code < 256; code++) {
    if (!known.includes(code))
      yield unsafe(`opcode 0x${code.toString(16)}`, [...op.none, ...op.none, code, 1, 1, 1, 1]);
  }
}

/** What is allowed, put together in ways that torch never does. */
function* shapes(): HostileCases {
  const [first, ...rest] = tinyTensors();
  if (!first) throw new Error("there are no tensors");
  const changed = (name: string, change: Partial<PickledTensorParts>) =>
    asZip(name, "malformed_file", wholePickle(stateDict([first, ...rest], change)));
  yield changed("storage larger than its entry", { count: 7 });
  yield changed("storage smaller than its entry", { count: 5, shape: [5] });
  yield changed("storage that is not there", { key: "999" });
  yield changed("storage out of its folder", { key: "../data.pkl" });
  yield changed("storage of another width", { storageType: "HalfStorage" });
  yield changed("storage of bytes", { storageType: "ByteStorage" });
  yield changed("offset beyond the storage", { offset: 1 });
  yield changed("offset negative", { offset: -1 });
  yield changed("size negative", { shape: [-3, -2], strides: [2, 1] });
  yield changed("size beyond the storage", { shape: [4, 2] });
  yield changed("sizes that overflow", { shape: [2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1] });
  yield changed("stride 0: one number a thousand times", { shape: [1000, 2], strides: [0, 1] });
  yield changed("overlapping strides", { shape: [5, 2], strides: [1, 1] });
  yield changed("stride negative", { strides: [-2, 1] });
  yield changed("stride beyond the storage", { strides: [100, 1] });
  yield changed("fewer strides than sizes", { strides: [2] });
  yield changed("nine dimensions", { shape: [1, 1, 1, 1, 1, 1, 1, 3, 2] });
  yield changed("no storage but a text", { storage: op.text("x") });
  yield changed("no storage but nothing", { storage: op.none });
  yield changed("no storage but a class", { storage: op.global("torch", "FloatStorage") });
  yield changed("persistent id of another kind", {
    storage: [...op.mark, ...op.text("module"), ...op.tuple, ...op.persid],
  });
  yield changed("persistent id that is a text", { storage: [...op.text("0"), ...op.persid] });
  const dict = op.global("collections", "OrderedDict");
  yield asZip("root is a list", "malformed_file", wholePickle(op.emptyList));
  yield asZip("root is one tensor", "malformed_file", wholePickle(pickledTensor(first, "0")));
  yield asZip("root without tensors", "malformed_file", wholePickle(pickledDict([["epoch", op.int(3)]])));
  yield asZip("same name twice", "malformed_file", wholePickle(stateDict([first, first])));
  yield asZip(
    "a key that is a list",
    "malformed_file",
    wholePickle([...op.emptyDict, ...op.emptyList, ...op.none, ...op.setItem]),
  );
  yield asZip("OrderedDict with arguments", "malformed_file", wholePickle([...dict, ...COMMAND, ...op.reduce]));
  yield unsafe("a dictionary called", [...op.emptyDict, ...COMMAND, ...op.reduce]);
  yield unsafe("a text called", [...op.text("system"), ...COMMAND, ...op.reduce]);
  yield unsafe("a storage class called", [...op.global("torch", "FloatStorage"), ...COMMAND, ...op.reduce]);
  yield unsafe("a storage called", [...pickledStorage("FloatStorage", "0", 6), ...COMMAND, ...op.reduce]);
  yield unsafe("attributes of a function", [
    ...op.global("torch._utils", "_rebuild_tensor_v2"),
    ...op.emptyDict,
    ...op.build,
  ]);
  yield unsafe("attributes of a storage class", [...op.global("torch", "FloatStorage"), ...op.emptyDict, ...op.build]);
  yield unsafe("attributes of a tensor", [...pickledTensor(first, "0"), ...op.emptyDict, ...op.build]);
  yield unsafe("a global without a name", [...op.none, ...op.none, 0x93]);
  yield unsafe("a global of numbers", [...op.int(1), ...op.int(2), 0x93]);
  yield asZip(
    "a second pickle behind",
    "malformed_file",
    concat([wholePickle(stateDict([first])), wholePickle(op.none)]),
  );
  yield asZip("no bytes", "malformed_file", new Uint8Array(0));
  yield asZip("no end", "malformed_file", concat([op.proto(), stateDict([first])]));
  yield asZip("unknown protocol", "malformed_file", concat([op.proto(9), op.none, op.stop]));
}

/** Forbidden names where harmless ones are made: as their arguments, their attributes, their items; and their neighbours. */
function* besideHarmless(): HostileCases {
  const system = op.global("os", "system");
  const namespace = op.global("argparse", "Namespace");
  const made = [...namespace, ...op.emptyTuple, ...op.newObject];
  yield unsafe("an object of a function", [...system, ...op.emptyTuple, ...op.newObject]);
  yield unsafe("an object of a function, with keywords", [...system, ...op.emptyTuple, ...op.emptyDict, 0x92]);
  yield unsafe("an object of a dictionary", [...op.emptyDict, ...op.emptyTuple, ...op.newObject]);
  yield unsafe("an object of a tensor's function", [
    ...op.global("torch._utils", "_rebuild_tensor_v2"),
    ...op.emptyTuple,
    ...op.newObject,
  ]);
  yield unsafe("forbidden argument", [...namespace, ...op.mark, ...system, ...op.tuple, ...op.reduce]);
  yield unsafe("forbidden attribute", [...made, ...pickledDict([["f", system]]), ...op.build]);
  yield unsafe("forbidden factory", [
    ...op.global("collections", "defaultdict"),
    ...op.mark,
    ...system,
    ...op.tuple,
    ...op.reduce,
  ]);
  yield unsafe("forbidden member of a set", [0x8f, ...op.mark, ...system, 0x90]);
  yield unsafe("forbidden member of a frozenset", [...op.mark, ...system, 0x91]);
  yield unsafe("forbidden type of a tensor", [
    ...op.global("torch._tensor", "_rebuild_from_type_v2"),
    ...op.global("torch._utils", "_rebuild_tensor_v2"),
    ...system,
    ...op.tuple,
  ]);
  yield unsafe("a harmless object called", [...made, ...COMMAND, ...op.reduce]);
  for (const name of NEIGHBOURS) {
    const [module = "", attribute = ""] = name.split(" ");
    yield unsafe(`neighbour ${name}`, [...op.global(module, attribute), ...COMMAND, ...op.reduce]);
    yield unsafe(`object of neighbour ${name}`, [...op.global(module, attribute), ...op.emptyTuple, ...op.newObject]);
  }
  yield asZip("tensor from no function", "malformed_file", wholePickle(fromType(op.text("x"))));
  yield asZip("tensor from its own function", "malformed_file", wholePickle(fromType(FROM_TYPE)));
  yield asZip("members for a list", "malformed_file", wholePickle([...op.emptyList, ...op.mark, ...op.none, 0x90]));
  yield asZip("bytes beyond the end", "malformed_file", wholePickle([0x42, 0xff, 0xff, 0xff, 0x7f]));
  yield asZip("2^63 bytes", "malformed_file", wholePickle([0x8e, 0, 0, 0, 0, 0, 0, 0, 0x80]));
  yield asZip(
    "a counter of a list",
    "malformed_file",
    wholePickle([...op.global("collections", "Counter"), ...op.mark, ...op.emptyList, ...op.tuple, ...op.reduce]),
  );
  yield asZip("an integer of 2 GiB", "limit_exceeded", wholePickle([0x8b, 0xff, 0xff, 0xff, 0x7f]));
}

const FROM_TYPE = op.global("torch._tensor", "_rebuild_from_type_v2");
const fromType = (rebuild: Bytes): Bytes => [
  ...FROM_TYPE,
  ...op.mark,
  ...rebuild,
  ...op.none,
  ...op.emptyTuple,
  ...op.none,
  ...op.tuple,
  ...op.reduce,
];

/** Names that look like harmless ones. */
const NEIGHBOURS = [
  "builtins setattr",
  "builtins type",
  "builtins map",
  "argparse ArgumentParser",
  "argparse FileType",
  "pathlib os",
  "pathlib.Path open",
  "numpy load",
  "numpy fromfile",
  "numpy.core.multiarray fromfile",
  "torch Size.__new__",
  "torch classes",
  "_codecs lookup",
  "datetime sys",
];

/** T2: pickles that cost more than they weigh. */
function* bombs(): HostileCases {
  const repeated = (body: Bytes, times: number) => Array.from({ length: times }, () => body).flat();
  const limit = (name: string, body: Bytes) => asZip(name, "limit_exceeded", wholePickle(body));
  yield limit("a million marks", repeated(op.mark, 1_000_000));
  yield limit("a million values", repeated(op.none, 1_000_000));
  yield limit("lists in lists", repeated(op.emptyList, 100_000));
  yield limit("endless dictionaries", repeated([...op.emptyDict, ...op.emptyDict, ...op.build], 300_000));
  yield limit("memo of everything", [...op.none, ...Array.from({ length: 60_000 }, (_, i) => op.put(i)).flat()]);
  yield limit("an integer of 255 bytes", [0x8a, 255, ...new Uint8Array(255).fill(1)]);
  yield limit("a text of 2 GiB", [0x58, 0xff, 0xff, 0xff, 0x7f]);
  yield limit("a text of 64 KiB", op.text("x".repeat(65_536)));
  yield limit("a module name without end", [0x63, ...new Uint8Array(100_000).fill(0x61)]);
  yield limit("three megabytes", repeated(op.none, 3_000_000));
  const doubling = [
    ...op.emptyList,
    ...op.put(0),
    ...repeated([...op.emptyList, ...op.mark, ...op.get(0), ...op.get(0), 0x65, ...op.put(0)], 60_000),
  ];
  yield limit("each list holds the last one twice", doubling);
  const frame = [0x95, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
  yield asZip("a frame of 2^63 bytes, then nothing", "malformed_file", concat([op.proto(4), frame]));
  for (const [name, body] of Object.entries(UNDERFLOWS)) yield asZip(name, "malformed_file", wholePickle(body));
}

const UNDERFLOWS: Readonly<Record<string, Bytes>> = {
  "reduce on nothing": op.reduce,
  "tuple without mark": op.tuple,
  "items without mark": [...op.emptyDict, ...op.setItems],
  "item for nothing": op.setItem,
  "build on nothing": op.build,
  "takes from under a mark": [...op.none, ...op.mark, 0x85],
  "an odd number of items": [...op.emptyDict, ...op.mark, ...op.none, ...op.setItems],
  "append to a dictionary": [...op.emptyDict, ...op.none, 0x61],
  "items for a list": [...op.emptyList, ...op.text("a"), ...op.none, ...op.setItem],
  "recalls nothing": op.get(7),
  "remembers nothing": op.put(0),
  "leaves two values": [...op.none, ...op.none],
  "leaves a mark": [...op.none, ...op.mark],
  "stops at once": [],
  "reduces without a tuple": [...op.global("collections", "OrderedDict"), ...op.none, ...op.reduce],
  "text cut off": [0x58, 10, 0, 0, 0, 0x61],
  "text that is not UTF-8": [0x58, 1, 0, 0, 0, 0xff],
  "persistent id on nothing": op.persid,
};

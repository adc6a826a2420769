import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { file } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { TINY_TOKENIZER, tinyTensors } from "./tiny-checkpoint.ts";
import { op, pickledDict, pickledTensor, stateDict, wholePickle } from "./write-pickle.ts";
import type { TinyTensor } from "./write-safetensors.ts";
import { torchEntries } from "./write-torch.ts";
import { writeZip } from "./write-zip.ts";

type Bytes = readonly number[];

/** A file of a training script beside a tokenizer, and nothing that says its sizes. */
export const torchFormFiles = (bytes: Uint8Array, name = "last.ckpt") => [
  file(name, bytes),
  file("tokenizer.json", JSON.stringify(TINY_TOKENIZER)),
];

export const HEADS: Bytes = pickledDict([["n_head", op.int(1)]]);
const saved = (root: Bytes, tensors: readonly TinyTensor[] = tinyTensors()) =>
  writeZip(torchEntries(wholePickle(root), tensors));

/** As Lightning saves a model, with settings beside it. */
export function writeLightning(
  state: Bytes = stateDict(tinyTensors()),
  settings: Bytes = HEADS,
): Uint8Array<ArrayBuffer> {
  return saved(
    pickledDict([
      ["epoch", op.int(3)],
      ["state_dict", state],
      ["hyper_parameters", settings],
    ]),
  );
}

const form = (name: string, bytes: Uint8Array, code: FailureCode = "malformed_file"): HostileCase => ({
  name: `training script: ${name}`,
  code,
  files: torchFormFiles(bytes),
});

export function* hostileTorchForms(): HostileCases {
  const good = writeLightning();
  for (const cut of [4, 100, 1000, good.length - 30, good.length - 1])
    yield form(`cut at byte ${cut}`, good.slice(0, cut));
  yield* withoutModel();
  yield* withOtherTensors();
  yield* withOtherHeads();
  for (const name of ["os system", "builtins eval", "subprocess Popen", "torch.hub load"]) {
    const [module = "", callable = ""] = name.split(" ");
    const call = [...op.global(module, callable), ...op.mark, ...op.text("id"), ...op.tuple, ...op.reduce];
    yield form(`${name} as its settings`, writeLightning(undefined, call), "unsafe_pickle");
    yield form(`${name} as its weights`, writeLightning(call), "unsafe_pickle");
    const beside = pickledDict([
      ["state_dict", stateDict(tinyTensors())],
      ["callbacks", call],
    ]);
    yield form(`${name} beside its weights`, saved(beside), "unsafe_pickle");
  }
}

function* withoutModel(): HostileCases {
  const roots: Readonly<Record<string, Bytes>> = {
    nothing: op.none,
    "a number": op.int(7),
    "a text": op.text("model"),
    "a list": op.emptyList,
    "an empty dictionary": op.emptyDict,
    "settings alone": pickledDict([["model_args", HEADS]]),
    "a model that is a number": pickledDict([["model", op.int(7)]]),
    "a model that is empty": pickledDict([["model", op.emptyDict]]),
    "numbers under the names of weights": pickledDict(tinyTensors().map(({ name }) => [name, op.int(1)])),
  };
  for (const [name, root] of Object.entries(roots)) yield form(`holds ${name}`, saved(root));
}

function* withOtherTensors(): HostileCases {
  const all = tinyTensors();
  for (const { name } of all) {
    // A head of its own is none, and these are what the sizes are taken from.
    const rest = all.filter((tensor) => tensor.name !== name);
    yield form(`without ${name}`, writeLightning(stateDict(rest)));
  }
  const dict = (change: (tensor: TinyTensor, i: number) => Bytes) =>
    pickledDict(all.map((tensor, i) => [tensor.name, change(tensor, i)]));
  for (const shape of [[], [4], [0, 2], [3, 2, 1], [2 ** 30, 2], [3, 2 ** 30]])
    yield form(
      `positions of ${shape.join(" × ")}`,
      writeLightning(dict((tensor, i) => pickledTensor(tensor, `${i}`, tensor.name === "wpe.weight" ? { shape } : {}))),
    );
  yield form(
    "layers with a gap",
    writeLightning(
      pickledDict(all.map((tensor, i) => [tensor.name.replace("h.0.", "h.1."), pickledTensor(tensor, `${i}`)])),
    ),
  );
  yield form(
    "a layer of a huge number",
    writeLightning(
      pickledDict(
        all.map((tensor, i) => [
          tensor.name.replace("h.0.mlp.c_fc.bias", "h.999999999.mlp.c_fc.bias"),
          pickledTensor(tensor, `${i}`),
        ]),
      ),
    ),
  );
}

function* withOtherHeads(): HostileCases {
  const state = stateDict(tinyTensors());
  const settings: Readonly<Record<string, Bytes>> = {
    "no heads": op.emptyDict,
    "heads that are a text": pickledDict([["n_head", op.text("1")]]),
    "nought heads": pickledDict([["n_head", op.int(0)]]),
    "heads less than nought": pickledDict([["n_head", op.int(-1)]]),
    "heads that do not divide the width": pickledDict([["n_head", op.int(3)]]),
    "a thousand million heads": pickledDict([["n_head", op.int(1_000_000_000)]]),
    "half a head": pickledDict([["n_head", [0x47, 0x3f, 0xe0, 0, 0, 0, 0, 0, 0]]]),
    "heads that are no number": pickledDict([["n_head", [0x47, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0]]]),
  };
  for (const [name, value] of Object.entries(settings)) yield form(name, writeLightning(state, value));
}

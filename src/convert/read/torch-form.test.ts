import { describe, expect, it } from "vitest";
import type { NamedBytes } from "../../contract/bytes.ts";
import { saying } from "../../contract/testing/refused.ts";
import { readCheckpoint } from "./read-checkpoint.ts";
import { file } from "./testing/binary.ts";
import { TINY_CONFIG, TINY_TOKENIZER, tinyTensors } from "./testing/tiny-checkpoint.ts";
import { op, pickledDict, stateDict, wholePickle } from "./testing/write-pickle.ts";
import type { TinyTensor } from "./testing/write-safetensors.ts";
import { torchEntries } from "./testing/write-torch.ts";
import { writeZip } from "./testing/write-zip.ts";

type Bytes = readonly number[];

const MATRIX = /(?:attn|mlp)\..*weight$/;

/** The tiny tensors as torch's `Linear` layers have them. */
const linear = tinyTensors().map((tensor): TinyTensor => {
  const [rows = 0, columns = 0] = tensor.shape;
  if (!MATRIX.test(tensor.name)) return tensor;
  const values = Array.from(
    { length: rows * columns },
    (_, i) => tensor.values[(i % rows) * columns + Math.floor(i / rows)] ?? 0,
  );
  return { ...tensor, shape: [columns, rows], values };
});
const withoutBiases = linear.filter(({ name }) => !name.endsWith(".bias"));
const prefixed = (tensors: readonly TinyTensor[], prefix: string) =>
  tensors.map((tensor) => ({ ...tensor, name: prefix + tensor.name }));

const numbers = (given: Readonly<Record<string, number>>) =>
  pickledDict(Object.entries(given).map(([name, value]) => [name, op.int(value)]));
const SIZES = { n_layer: 1, n_head: 2, n_embd: 2, block_size: 4, vocab_size: 3 };
/** nanoGPT's, and no tokenizer file but `tokenizer.json`. */
const args = (bias: number) =>
  pickledDict([
    ...Object.entries({ ...SIZES, dropout: 0 }).map(([name, value]) => [name, op.int(value)] as const),
    ["bias", [0x88 + 1 - bias]],
  ]);
/** An object of a class, with attributes. */
const settings = (module: string, name: string, attributes: Bytes) => [
  ...op.global(module, name),
  ...op.emptyTuple,
  ...op.newObject,
  ...attributes,
  ...op.build,
];

function files(root: Bytes, tensors: readonly TinyTensor[], more: Readonly<Record<string, string>> = {}): NamedBytes[] {
  const saved = writeZip(torchEntries(wholePickle(root), tensors));
  const others = { "tokenizer.json": JSON.stringify(TINY_TOKENIZER), ...more };
  return [file("ckpt.pt", saved), ...Object.entries(others).map(([path, text]) => file(path, text))];
}

describe("a checkpoint of a training script", () => {
  it.each([
    [
      "nanoGPT's",
      [
        ["model", stateDict(prefixed(linear, "_orig_mod.transformer."))],
        ["model_args", args(1)],
      ],
      "gelu",
      linear,
    ],
    [
      "with a class of settings",
      [
        ["model", stateDict(prefixed(linear, "transformer."))],
        ["config", settings("__main__", "GPTConfig", numbers(SIZES))],
      ],
      "gelu_new",
      linear,
    ],
    [
      "Lightning's",
      [
        ["state_dict", stateDict(prefixed(tinyTensors(), "model.transformer."))],
        ["hyper_parameters", pickledDict([["config", numbers({ n_head: 2 })]])],
      ],
      "gelu_new",
      tinyTensors(),
    ],
    [
      "in two dictionaries",
      [
        ["state_dict", pickledDict([["module", stateDict(linear)]])],
        ["args", numbers({ num_heads: 2 })],
      ],
      "gelu_new",
      linear,
    ],
  ] as const)("is read: %s", async (_name, items, activation, tensors) => {
    const { config, tensor, tensorNames } = await readCheckpoint(files(pickledDict(items), tensors));
    expect(config).toMatchObject({ n_layer: 1, n_head: 2, n_embd: 2, n_positions: 4, n_inner: 8, vocab_size: 3 });
    expect(config.activation_function).toBe(activation);
    expect(tensorNames).toEqual(tinyTensors().map(({ name }) => name));
    for (const { name, values } of tinyTensors()) expect([...(await tensor(name))]).toEqual(values);
  });

  it("has biases of zero where it was trained without any, and none that is missing among others", async () => {
    const root = (tensors: readonly TinyTensor[]) =>
      pickledDict([
        ["model", stateDict(tensors)],
        ["model_args", args(0)],
      ]);
    const { tensor } = await readCheckpoint(files(root(withoutBiases), withoutBiases));
    expect([...(await tensor("h.0.attn.c_attn.bias"))]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...(await tensor("ln_f.bias"))]).toEqual([0, 0]);
    const damaged = linear.filter(({ name }) => name !== "h.0.attn.c_attn.bias");
    await expect(readCheckpoint(files(root(damaged), damaged))).rejects.toThrow(
      saying("ckpt.pt: lacks the tensor h.0.attn.c_attn.bias."),
    );
  });

  it("knows the number of heads from minGPT's config.json, from transformers' own, or asks for it", async () => {
    const read = (config?: object) =>
      readCheckpoint(files(stateDict(linear), linear, config && { "config.json": JSON.stringify(config) }));
    expect((await read({ model: { model_type: null, n_head: 2 }, trainer: {} })).config.n_head).toBe(2);
    expect((await read({ ...TINY_CONFIG, n_head: 2 })).config.n_head).toBe(2);
    expect((await read({ n_head: 1 })).config.n_head).toBe(1);
    await expect(read()).rejects.toThrow(saying("does not say how many heads", { hint: /n_head/ }));
  });

  it("takes the number of heads that a known size has, and says so", async () => {
    const width = 48;
    const shapes = [1, 2, 3].flatMap((_, layer) =>
      tinyTensors()
        .filter(({ name }) => name.startsWith("h."))
        .map(({ name, shape }) => ({
          name: name.replace("h.0", `h.${layer}`),
          shape: shape.map((size) => (size * width) / 2),
        })),
    );
    const all = [
      { name: "wte.weight", shape: [3, width] },
      { name: "wpe.weight", shape: [4, width] },
      ...shapes,
      { name: "ln_f.weight", shape: [width] },
      { name: "ln_f.bias", shape: [width] },
    ].map((one): TinyTensor => ({ ...one, values: Array(one.shape.reduce((a, b) => a * b, 1)).fill(0.5) }));
    const { config, notes } = await readCheckpoint(files(stateDict(all), all));
    expect([config.n_head, notes?.map(({ detail }) => detail)]).toEqual([3, ["heads_taken"]]);
  });

  it("reads nanoGPT's characters as tokens", async () => {
    const meta = (vocabulary: Bytes) => wholePickle(pickledDict([["stoi", vocabulary]]));
    const root = pickledDict([
      ["model", stateDict(linear)],
      ["model_args", args(1)],
    ]);
    const [saved] = files(root, linear);
    if (saved === undefined) throw new Error("There is no file.");
    const read = (vocabulary: Bytes) => readCheckpoint([saved, file("meta.pkl", meta(vocabulary))]);
    const { tokenizer } = await read(numbers({ "\n": 0, " ": 1, é: 2 }));
    expect(JSON.parse(tokenizer)).toMatchObject({
      model: { type: "BPE", vocab: { "\n": 0, " ": 1, é: 2 }, merges: [] },
    });
    await expect(read(pickledDict([["a", op.text("b")]]))).rejects.toThrow(saying("meta.pkl: holds no characters"));
  });

  it("takes a tokenizer beside it whole, and no meta.pkl that is larger than any vocabulary of characters", async () => {
    const root = pickledDict([
      ["model", stateDict(linear)],
      ["model_args", args(1)],
    ]);
    const meta = wholePickle(pickledDict([["stoi", numbers({ x: 0 })]]));
    const { tokenizer } = await readCheckpoint([...files(root, linear), file("meta.pkl", meta)]);
    expect(JSON.parse(tokenizer).model.vocab).toEqual(TINY_TOKENIZER.model.vocab);
    const [saved] = files(root, linear);
    const large = file("meta.pkl", new Uint8Array(3 * 1024 * 1024));
    await expect(readCheckpoint([...(saved ? [saved] : []), large])).rejects.toThrow(saying("meta.pkl"));
  });

  it("is refused where the file is no file of torch's, and where it holds itself", async () => {
    const tokenizer = file("tokenizer.json", JSON.stringify(TINY_TOKENIZER));
    await expect(readCheckpoint([file("model.ckpt", "TensorFlow"), tokenizer])).rejects.toThrow(saying("model.ckpt"));
    const cycle = [...op.emptyDict, ...op.put(0), ...op.text("model"), ...op.get(0), ...op.setItem];
    await expect(readCheckpoint(files(cycle, linear))).rejects.toThrow(saying("ckpt.pt"));
    const called = settings("os", "system", numbers({}));
    await expect(readCheckpoint(files(pickledDict([["config", called]]), linear))).rejects.toThrow(saying("os.system"));
  });
});

import { Refusal } from "../contract/outcome.ts";
import type { KernelInstance } from "./instance.ts";
import { findSlots, type LinearSlot, missing, partOf, type VectorSlot } from "./slots.ts";
import type { KernelShape } from "./shape.ts";
import type { WeightTensor } from "./weights.ts";

/**
 * Reads every tensor once, in the order given, into its place: matrices through a staging block of the size of one
 * tensor, packed (and quantized where they are not int8 yet) inside the module.
 * @throws Refusal `no_usable_files` for a missing tensor, `malformed_file` for one of another shape, `out_of_memory`
 */
export async function loadWeights(
  kernel: KernelInstance,
  shape: KernelShape,
  tensors: readonly WeightTensor[],
): Promise<void> {
  const slots = findSlots(kernel, shape);
  const firsts = firstOutputs(tensors);
  const filled = new Map<string, number>();
  for (const tensor of tensors) {
    const { base } = partOf(tensor.name);
    const slot = slots.get(base);
    if (slot === undefined) continue;
    const first = firsts.get(tensor.name) ?? 0;
    const count =
      slot.kind === "vector"
        ? await fillVector(kernel, slot, tensor, first)
        : await fillLinear(kernel, slot, tensor, first);
    filled.set(base, (filled.get(base) ?? 0) + count);
    // Weights that are quantized here bring their scales.
    if (slot.kind === "linear" && tensor.format !== "int8") filled.set(base.replace(/weight$/, "scale"), slot.outputs);
  }
  for (const [name, slot] of slots) {
    if (filled.get(name) !== (slot.kind === "vector" ? slot.count : slot.outputs)) throw missing(name);
  }
}

/** For every tensor the first output (or element) that it holds of its slot: the parts before it, added up. */
function firstOutputs(tensors: readonly WeightTensor[]): ReadonlyMap<string, number> {
  const ordered = tensors.map((tensor) => ({ tensor, ...partOf(tensor.name) })).sort((a, b) => a.part - b.part);
  const next = new Map<string, number>();
  const firsts = new Map<string, number>();
  for (const { tensor, base } of ordered) {
    const first = next.get(base) ?? 0;
    firsts.set(tensor.name, first);
    next.set(base, first + outputsOf(tensor));
  }
  return firsts;
}

function outputsOf(tensor: WeightTensor): number {
  return (tensor.outputsFirst === true ? tensor.shape[0] : tensor.shape.at(-1)) ?? 0;
}

/** Bytes that the shape asks for; the module trusts them. */
function expectedBytes(tensor: WeightTensor): number {
  const [rows = 1, columns = 1] = tensor.shape;
  if (tensor.format === "int4") return (rows * Math.ceil(columns / blockSize(tensor)) * blockSize(tensor)) / 2;
  const bytes = { float32: 4, float16: 2, int8: 1 }[tensor.format];
  return tensor.shape.reduce((product, size) => product * size, bytes);
}

function blockSize(tensor: WeightTensor): number {
  const size = tensor.blocks?.size ?? 0;
  if (size < 2 || size % 2 !== 0) throw wrongShape(tensor);
  return size;
}

async function fillVector(
  kernel: KernelInstance,
  slot: VectorSlot,
  tensor: WeightTensor,
  first: number,
): Promise<number> {
  const count = tensor.shape.reduce((product, size) => product * size, 1);
  if (first + count > slot.count || tensor.byteLength !== expectedBytes(tensor)) throw wrongShape(tensor);
  if (tensor.format === "float32") {
    await readInto(kernel, tensor, slot.address + first * 4);
  } else if (tensor.format === "float16") {
    await staged(kernel, tensor, (source) => {
      kernel.call("widenFloat16", source, slot.address + first * 4, count);
    });
  } else {
    throw wrongShape(tensor);
  }
  return count;
}

async function fillLinear(
  kernel: KernelInstance,
  slot: LinearSlot,
  tensor: WeightTensor,
  first: number,
): Promise<number> {
  const count = outputsOf(tensor);
  const inputs = (tensor.outputsFirst === true ? tensor.shape.at(-1) : tensor.shape[0]) ?? 0;
  if (tensor.shape.length !== 2 || inputs !== slot.inputs || first + count > slot.outputs) throw wrongShape(tensor);
  if (tensor.byteLength !== expectedBytes(tensor)) throw wrongShape(tensor);
  const { address } = slot;
  const packFloats = tensor.outputsFirst === true ? "packFloat32Rows" : "packFloat32";
  switch (tensor.format) {
    case "int8":
      await staged(kernel, tensor, (source) => kernel.call("packInt8", address, first, count, source));
      break;
    case "float32":
      await staged(kernel, tensor, (source) => kernel.call(packFloats, address, first, count, source));
      break;
    case "float16":
      await staged(kernel, tensor, (source) => {
        const wide = kernel.allocate(count * inputs * 4, tensor.name);
        kernel.call("widenFloat16", source, wide, count * inputs);
        kernel.call(packFloats, address, first, count, wide);
      });
      break;
    case "int4":
      await fillInt4(kernel, address, tensor, first, count);
      break;
  }
  return count;
}

async function fillInt4(kernel: KernelInstance, address: number, tensor: WeightTensor, first: number, count: number) {
  const size = blockSize(tensor);
  const scales = (await tensor.blocks?.scales()) ?? new Float32Array();
  const inputs = tensor.shape.at(-1) ?? 0;
  if (scales.length !== count * Math.ceil(inputs / size)) throw wrongShape(tensor);
  await staged(kernel, tensor, (source) => {
    const scaleBlock = kernel.allocate(scales.byteLength, tensor.name);
    kernel.floats(scaleBlock, scales.length).set(scales);
    kernel.call("packInt4", address, first, count, size, source, scaleBlock);
  });
}

/** Reads the tensor into a block that exists only while `use` runs. */
async function staged(kernel: KernelInstance, tensor: WeightTensor, use: (source: number) => void): Promise<void> {
  const source = kernel.allocate(tensor.byteLength, tensor.name);
  try {
    await readInto(kernel, tensor, source);
    use(source);
  } finally {
    kernel.call("release", source);
  }
}

async function readInto(kernel: KernelInstance, tensor: WeightTensor, address: number): Promise<void> {
  let done = 0;
  for await (const chunk of tensor.read()) {
    if (done + chunk.length > tensor.byteLength) throw wrongShape(tensor);
    kernel.bytes(address + done, chunk.length).set(chunk);
    done += chunk.length;
  }
  if (done !== tensor.byteLength) throw wrongShape(tensor);
}

function wrongShape(tensor: WeightTensor): Refusal {
  return new Refusal("malformed_file", `${tensor.name}: shape [${tensor.shape.join(", ")}] does not fit the model.`, {
    subject: tensor.name,
  });
}

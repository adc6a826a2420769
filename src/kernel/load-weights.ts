import { valueUnder } from "../contract/at.ts";
import { type Refusal, refuse } from "../contract/outcome.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { INT4_BLOCK, partOf, scaleName } from "../gpt2/package-names.ts";
import type { KernelInstance } from "./instance.ts";
import { PACKED_INPUTS } from "./kernel-module.ts";
import { findSlots, type Slot } from "./slots.ts";
import { inPieces, readInto, stagedFloats, withFloats, wrongShape } from "./stage-tensor.ts";
import { elements, extent, isBlockScale, isInt4, type WeightTensor } from "./weights.ts";

/**
 * Reads every tensor once, in the order given, into its place. Matrices go through a staging block, of a few rows
 * where they are int8 or 4-bit and of the tensor's size where they are quantized here, and are packed inside the module. A
 * matrix of 4 bits that the module was set up for as int8 becomes that; its scales must come behind it.
 * @throws Refusal `no_usable_files` for a missing tensor, `malformed_file` for one of another shape, `out_of_memory`
 */
export async function loadWeights(
  kernel: KernelInstance,
  shape: Gpt2Config,
  tensors: readonly WeightTensor[],
): Promise<void> {
  const slots = findSlots(kernel, shape);
  const firsts = firstOfParts(tensors);
  const int4 = new Set(tensors.filter(isInt4).flatMap(({ name }) => [partOf(name).base, scaleName(partOf(name).base)]));
  const filled = new Map<string, number>();
  for (const tensor of tensors) {
    const { base } = partOf(tensor.name);
    const slot = slots.get(base);
    if (slot === undefined) {
      // It may be its file's last: what was read before it counts only once the file has come to its end.
      await tensor.read();
      continue;
    }
    const hasBlocks = isInt4(tensor) || isBlockScale(tensor);
    if (slot.kind !== "vector" && hasBlocks !== int4.has(base)) throw wrongShape(tensor);
    await fill(kernel, slot, tensor, valueUnder(firsts, tensor.name));
    filled.set(base, (filled.get(base) ?? 0) + extent(tensor));
    // Floats bring their scales along.
    const quantized = tensor.type === "int8" || tensor.type === "uint8";
    if (slot.kind === "matrix" && !quantized) filled.set(scaleName(base), slot.extent);
  }
  for (const [name, slot] of slots) {
    if (filled.get(name) !== slot.extent) throw missing(name);
  }
}

/** For every tensor the first output (or element) that it holds of its slot: the parts before it, added up. */
function firstOfParts(tensors: readonly WeightTensor[]): ReadonlyMap<string, number> {
  const ordered = tensors.map((tensor) => ({ tensor, ...partOf(tensor.name) })).sort((a, b) => a.part - b.part);
  const next = new Map<string, number>();
  const firsts = new Map<string, number>();
  for (const { tensor, base } of ordered) {
    const kind = `${base} ${tensor.dims.length}`;
    const first = next.get(kind) ?? 0;
    firsts.set(tensor.name, first);
    next.set(kind, first + extent(tensor));
  }
  return firsts;
}

async function fill(kernel: KernelInstance, slot: Slot, tensor: WeightTensor, first: number): Promise<void> {
  if (first + extent(tensor) > slot.extent) throw wrongShape(tensor);
  if (slot.kind === "matrix") return fillMatrix(kernel, slot, tensor, first);
  if (slot.kind === "table") return fillTable(kernel, slot, tensor, first);
  if (isBlockScale(tensor)) return fillInt4Scales(kernel, slot, tensor);
  const start = slot.kind === "scales" ? kernel.functions.linearScales(slot.address) : slot.address;
  return fillFloats(kernel, tensor, start + first * 4);
}

async function fillFloats(kernel: KernelInstance, tensor: WeightTensor, address: number): Promise<void> {
  if (tensor.type === "float32") return readInto(kernel, tensor, address);
  await stagedFloats(kernel, tensor, (source) => {
    kernel.functions.copy(address, source, elements(tensor) * 4);
  });
}

/** Floats [rows, columns] that are added, not multiplied; a part of the columns goes into each row. */
async function fillTable(kernel: KernelInstance, slot: Slot, tensor: WeightTensor, first: number): Promise<void> {
  const count = extent(tensor);
  if (tensor.dims.length !== 2 || tensor.dims[0] !== slot.inputs) throw wrongShape(tensor);
  if (count === slot.extent) return fillFloats(kernel, tensor, slot.address);
  await stagedFloats(kernel, tensor, (source) => {
    for (let row = 0; row < slot.inputs; row++) {
      const to = slot.address + (row * slot.extent + first) * 4;
      kernel.functions.copy(to, source + row * count * 4, count * 4);
    }
  });
}

async function fillMatrix(kernel: KernelInstance, slot: Slot, tensor: WeightTensor, first: number): Promise<void> {
  const count = extent(tensor);
  const blocks = Math.ceil(slot.inputs / INT4_BLOCK);
  const dims = tensor.type === "uint8" ? [count, blocks, INT4_BLOCK / 2] : [slot.inputs, count];
  if (tensor.dims.length !== dims.length || tensor.dims.some((size, i) => size !== dims[i])) throw wrongShape(tensor);
  if (tensor.type === "int8") {
    await packInt8(kernel, slot, tensor, first);
  } else if (tensor.type === "uint8") {
    await inPieces(kernel, tensor, (source, row, rows) => {
      kernel.functions.packInt4(slot.address, first + row, rows, source);
    });
  } else {
    await stagedFloats(kernel, tensor, (source) => kernel.functions.packFloat32(slot.address, first, count, source));
  }
}

/** Packs {@link PACKED_INPUTS} rows of the tensor at a time, as soon as they have come. */
async function packInt8(kernel: KernelInstance, slot: Slot, tensor: WeightTensor, first: number): Promise<void> {
  const count = extent(tensor);
  const source = kernel.allocate(PACKED_INPUTS * count, { tensor: tensor.name });
  try {
    let input = 0;
    await readInto(kernel, tensor, source, PACKED_INPUTS * count, () => {
      kernel.functions.packInt8(slot.address, first, count, input, source);
      input += PACKED_INPUTS;
    });
  } finally {
    kernel.functions.release(source);
  }
}

async function fillInt4Scales(kernel: KernelInstance, slot: Slot, tensor: WeightTensor): Promise<void> {
  const blocks = Math.ceil(slot.inputs / INT4_BLOCK);
  if (tensor.dims[0] !== slot.extent || tensor.dims[1] !== blocks) throw wrongShape(tensor);
  if (tensor.type === "int8" || tensor.type === "uint8") throw wrongShape(tensor);
  await inPieces(kernel, tensor, (source, first, count) => {
    withFloats(kernel, tensor, source, count * blocks, (scales) => {
      kernel.functions.packInt4Scales(slot.address, first, count, scales);
    });
  });
}

function missing(name: string): Refusal {
  return refuse("no_usable_files", "no_tensor", { name }, { subject: name });
}

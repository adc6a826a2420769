import { type Refusal, refuse } from "../contract/outcome.ts";
import type { KernelInstance } from "./instance.ts";
import { byteLength, elements, extent, outputBytes, rowsAtOnce, type WeightTensor } from "./weights.ts";

// Tensors on their way into the module: what is packed there goes through a block that is given back at once.

/** Reads rows of the tensor into a block as soon as they have come; `use` takes `count` of them from row `first` on. */
export async function inPieces(
  kernel: KernelInstance,
  tensor: WeightTensor,
  use: (source: number, first: number, count: number) => void,
): Promise<void> {
  const [rows, most] = [extent(tensor), rowsAtOnce(tensor)];
  const room = outputBytes(tensor) * most;
  const source = kernel.allocate(room, { tensor: tensor.name });
  try {
    let first = 0;
    await readInto(kernel, tensor, source, room, () => {
      const count = Math.min(most, rows - first);
      use(source, first, count);
      first += count;
    });
  } finally {
    kernel.functions.release(source);
  }
}

/** Reads the tensor into a block that exists only while `use` runs. */
async function staged(kernel: KernelInstance, tensor: WeightTensor, use: (source: number) => void): Promise<void> {
  const source = kernel.allocate(byteLength(tensor), { tensor: tensor.name });
  try {
    await readInto(kernel, tensor, source);
    use(source);
  } finally {
    kernel.functions.release(source);
  }
}

/** Calls `use` with `count` floats, widened for it where they are float16. */
export function withFloats(
  kernel: KernelInstance,
  { type, name }: WeightTensor,
  source: number,
  count: number,
  use: (floats: number) => void,
): void {
  if (type === "float32") {
    use(source);
    return;
  }
  const wide = kernel.allocate(count * 4, { tensor: name });
  kernel.functions.widenFloat16(source, wide, count);
  use(wide);
  kernel.functions.release(wide);
}

/** Reads the tensor into a block that exists only while `use` runs, float16 widened to float32. */
export async function stagedFloats(
  kernel: KernelInstance,
  tensor: WeightTensor,
  use: (source: number) => void,
): Promise<void> {
  if (tensor.type === "int8" || tensor.type === "uint8") throw wrongShape(tensor);
  await staged(kernel, tensor, (source) => withFloats(kernel, tensor, source, elements(tensor), use));
}

/** Reads the tensor into a block of `room` bytes; each time when that is full, and at the end, `use` takes them. */
export async function readInto(
  kernel: KernelInstance,
  tensor: WeightTensor,
  address: number,
  room = byteLength(tensor),
  use = () => {},
): Promise<void> {
  const length = byteLength(tensor);
  let done = 0;
  for await (const chunk of tensor.read()) {
    if (done + chunk.length > length) throw wrongShape(tensor);
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + room - (done % room));
      kernel.bytes(address + (done % room), piece.length).set(piece);
      at += piece.length;
      done += piece.length;
      if (done % room === 0 || done === length) use();
    }
  }
  if (done !== length) throw wrongShape(tensor);
}

/** The refusal of a tensor that is not as its place wants it. */
export function wrongShape(tensor: WeightTensor): Refusal {
  const { name, type, dims } = tensor;
  return refuse("malformed_file", "wrong_shape", { name, type, shape: dims.join(", ") }, { subject: name });
}

import { valueUnder } from "../contract/at.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { scaleName } from "../gpt2/package-names.ts";
import { blockTensors, type Gpt2Tensor, gpt2Tensors } from "../gpt2/tensors.ts";
import type { KernelInstance } from "./instance.ts";

/** Where a tensor belongs in the kernel's memory. */
export interface Slot {
  readonly kind: "matrix" | "scales" | "vector" | "table";
  /** Of the product a matrix or its scales belong to, or of the vector itself. */
  readonly address: number;
  /** Outputs of a matrix; elements of a vector; columns of a table. */
  readonly extent: number;
  /** Inputs of a matrix; rows of a table; 1 for a vector. */
  readonly inputs: number;
}

/** Every tensor that a model of this shape consists of, by canonical name. */
export function findSlots(kernel: KernelInstance, shape: Gpt2Config): ReadonlyMap<string, Slot> {
  const slots = new Map<string, Slot>();
  const ends = new Map([
    ["wte.weight", kernel.functions.embeddingPart()],
    ["wpe.weight", kernel.functions.positionsAddress()],
    ["ln_f.weight", kernel.functions.finalNormPart(0)],
    ["ln_f.bias", kernel.functions.finalNormPart(1)],
    ["lm_head.weight", kernel.functions.headPart()],
  ]);
  for (const tensor of gpt2Tensors({ ...shape, n_layer: 0 })) addSlots(slots, tensor, valueUnder(ends, tensor.name));
  for (let layer = 0; layer < shape.n_layer; layer++) addBlock(slots, kernel, shape, layer);
  return slots;
}

/** The module lists the parts of a layer in the order of the computation, a product's matrix and bias as one part. */
function addBlock(slots: Map<string, Slot>, kernel: KernelInstance, shape: Gpt2Config, layer: number): void {
  let [part, product] = [0, 0];
  for (const tensor of blockTensors(shape)) {
    const isBias = product !== 0 && tensor.kind === "vector" && tensor.name.endsWith(".bias");
    const address = isBias ? kernel.functions.linearBias(product) : kernel.functions.layerPart(layer, part++);
    product = tensor.kind === "matrix" ? address : 0;
    addSlots(slots, { ...tensor, name: `h.${layer}.${tensor.name}` }, address);
  }
}

function addSlots(slots: Map<string, Slot>, { name, kind, inputs, outputs }: Gpt2Tensor, address: number): void {
  const slot = { address, extent: outputs, inputs };
  if (kind === "vector") slots.set(name, { kind: "vector", ...slot });
  else if (kind === "positions") slots.set(name, { kind: "table", ...slot });
  else slots.set(name, { kind: "matrix", ...slot }).set(scaleName(name), { kind: "scales", ...slot });
}

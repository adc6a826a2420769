import type { AdapterRack, LowRankTerm } from "../contract/low-rank.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { findTensor } from "../gpt2/tensors.ts";
import type { KernelInstance } from "./instance.ts";
import {
  Adapted,
  ADAPTED_PRODUCTS,
  LOW_RANK_BYTES,
  LowRankField,
  MOST_RANK,
  PROJECTED_BYTES,
} from "./kernel-module.ts";
import { adapterTableBytes, lowRankBytes } from "./memory-plan.ts";
import { packDown, packUp } from "./pack-low-rank.ts";

/** A block of the kernel's memory: its adapter's table, then the A and B of each product. */
interface Block {
  readonly address: number;
  readonly bytes: number;
}

/** A term with where it belongs. */
interface Placed {
  readonly term: LowRankTerm;
  /** Of its entry in the table. */
  readonly index: number;
  readonly inputs: number;
  readonly outputs: number;
}

const PRODUCTS: ReadonlyMap<string, number> = new Map([
  ["attn.c_attn", Adapted.c_attn],
  ["attn.c_proj", Adapted.attn_c_proj],
  ["mlp.c_fc", Adapted.c_fc],
  ["mlp.c_proj", Adapted.mlp_c_proj],
]);

/** Adapters in the kernel's memory, each in one block; the block of one that was removed is taken by the next that fits. */
export class Adapters implements AdapterRack {
  readonly #kernel: KernelInstance;
  readonly #shape: Gpt2Config;
  readonly #onChange: () => void;
  readonly #blocks = new Map<number, Block>();
  readonly #free: Block[] = [];
  #scratch = 0;
  #next = 1;
  #used: number | undefined;

  /** @param onChange drops what the cache holds: keys and values of another adapter are those of another model */
  constructor(kernel: KernelInstance, shape: Gpt2Config, onChange: () => void) {
    this.#kernel = kernel;
    this.#shape = shape;
    this.#onChange = onChange;
  }

  /** @throws Refusal `out_of_memory` @throws RangeError for a product or a size that the model does not have */
  add(terms: readonly LowRankTerm[]): number {
    const placed = terms.map((term) => this.#place(term));
    const table = adapterTableBytes(this.#shape);
    const bytes = placed.reduce((all, each) => all + sum(bytesOf(each)), table);
    this.#scratch ||= this.#kernel.allocate(PROJECTED_BYTES, "adapter");
    const block = this.#take(bytes);
    this.#kernel.bytes(block.address, bytes).fill(0);
    let at = block.address + table;
    for (const each of placed) at = this.#write(each, block.address, at);
    const adapter = this.#next++;
    this.#blocks.set(adapter, block);
    return adapter;
  }

  remove(adapter: number): void {
    if (this.#used === adapter) this.select(undefined);
    const block = this.#blocks.get(adapter);
    if (block !== undefined) this.#free.push(block);
    this.#blocks.delete(adapter);
  }

  /** @throws RangeError for an adapter that is not there */
  select(adapter: number | undefined): void {
    if (adapter === this.#used) return;
    const block = adapter === undefined ? undefined : this.#blocks.get(adapter);
    if (adapter !== undefined && block === undefined) throw new RangeError(`There is no adapter ${adapter}.`);
    this.#kernel.functions.selectAdapter(block?.address ?? 0, this.#scratch);
    this.#used = adapter;
    this.#onChange();
  }

  #place(term: LowRankTerm): Placed {
    const { module, rank, a, b } = term;
    const [, layer = "", name = ""] = /^h\.(\d+)\.(.+)$/.exec(module) ?? [];
    const product = PRODUCTS.get(name);
    const { inputs = 0, outputs = 0 } = findTensor(this.#shape, `${module}.weight`) ?? {};
    if (product === undefined || Number(layer) >= this.#shape.n_layer)
      throw new RangeError(`The kernel has no product ${module}.`);
    if (rank < 1 || rank > MOST_RANK) throw new RangeError(`${module} has the rank ${rank}.`);
    if (a.length !== rank * inputs || b.length !== rank * outputs)
      throw new RangeError(`${module} takes ${inputs} inputs to ${outputs} outputs.`);
    return { term, index: Number(layer) * ADAPTED_PRODUCTS + product, inputs, outputs };
  }

  #take(bytes: number): Block {
    const found = this.#free.findIndex((block) => block.bytes >= bytes);
    const [block] = found < 0 ? [] : this.#free.splice(found, 1);
    return block ?? { address: this.#kernel.allocate(bytes, "adapter"), bytes };
  }

  /** @returns where the next may lie */
  #write(placed: Placed, table: number, at: number): number {
    const { term, index, inputs, outputs } = placed;
    const [down, up] = bytesOf(placed);
    const entry = table + index * LOW_RANK_BYTES;
    const columns = packDown(term, inputs, this.#kernel.floats(at, down / 4));
    packUp(term, outputs, this.#kernel.floats(at + down, up / 4));
    const set = (field: keyof typeof LowRankField, value: number) => {
      this.#kernel.words(entry + LowRankField[field], 1)[0] = value;
    };
    set("rank", term.rank);
    set("columns", columns);
    set("rows", outputs);
    this.#kernel.floats(entry + LowRankField.scale, 1)[0] = term.scale;
    set("down", at);
    set("up", at + down);
    return at + down + up;
  }
}

function bytesOf({ term, inputs, outputs }: Placed): readonly [number, number] {
  return lowRankBytes(term.rank, inputs, outputs);
}

function sum([down, up]: readonly [number, number]): number {
  return down + up;
}

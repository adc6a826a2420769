import type { AdapterRack, LowRankTerm } from "../contract/low-rank.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { findTensor } from "../gpt2/tensors.ts";
import type { KernelInstance } from "./instance.ts";
import {
  Adapted,
  ADAPTED_PRODUCTS,
  CHUNK,
  LOW_RANK_BYTES,
  LowRankField,
  MOST_DOWN,
  MOST_RANK,
  MOST_UP,
} from "./kernel-module.ts";
import { adapterScratchBytes, adapterTableBytes, type LowRankBytes, lowRankBytes } from "./memory-plan.ts";
import { packDown, packUp } from "./pack-low-rank.ts";
import { padTo } from "./pad-to.ts";

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

const LOW_RANK_FIELDS = [
  "rank",
  "chunks",
  "rows",
  "down",
  "downScales",
  "up",
  "next",
  "nextBytes",
] as const satisfies readonly (keyof typeof LowRankField)[];

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
    const placed = terms.map((term) => this.#place(term)).toSorted((one, other) => one.index - other.index);
    const table = adapterTableBytes(this.#shape);
    const bytes = placed.reduce((all, each) => all + sum(bytesOf(each)), table);
    this.#scratch ||= this.#kernel.allocate(adapterScratchBytes(), "adapter");
    const block = this.#take(bytes);
    this.#kernel.bytes(block.address, bytes).fill(0);
    const first = block.address + table;
    let at = first;
    for (const [i, each] of placed.entries()) {
      const end = this.#write(each, block.address, at);
      const next = placed[i + 1] ?? placed[0] ?? each;
      this.#set(each, block.address, { next: i + 1 < placed.length ? end : first, nextBytes: bytesOf(next).down });
      at = end;
    }
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
    const bytes = bytesOf(placed);
    const downScales = at + bytes.down;
    const up = downScales + bytes.downScales;
    const kernel = this.#kernel;
    const rank = padTo(term.rank, 8);
    const isMixed = kernel.functions.isMixed(Math.floor(index / ADAPTED_PRODUCTS), index % ADAPTED_PRODUCTS);
    packDown(term, inputs, isMixed, kernel.integers(at, bytes.down / 2), kernel.floats(downScales, rank), MOST_DOWN);
    packUp(term, outputs, kernel.integers(up, bytes.up / 2), MOST_UP);
    const chunks = Math.ceil(inputs / CHUNK);
    this.#set(placed, table, { rank, chunks, rows: outputs, down: at, downScales, up });
    return up + bytes.up;
  }

  /** Sets fields of the product's entry in the table. */
  #set({ index }: Placed, table: number, fields: Partial<Record<keyof typeof LowRankField, number>>): void {
    for (const field of LOW_RANK_FIELDS) {
      const value = fields[field];
      if (value === undefined) continue;
      this.#kernel.words(table + index * LOW_RANK_BYTES + LowRankField[field], 1)[0] = value;
    }
  }
}

function bytesOf({ term, inputs, outputs }: Placed): LowRankBytes {
  return lowRankBytes(term.rank, inputs, outputs);
}

function sum({ down, downScales, up }: LowRankBytes): number {
  return down + downScales + up;
}

import type { TokenRows } from "../contract/forward-pass.ts";
import type { KernelInstance } from "./instance.ts";
import { BLOCK_POSITIONS } from "./kernel-module.ts";

interface Row {
  readonly ids: number[];
  /** Addresses of the blocks that hold its positions, 16 to a block. */
  readonly blocks: number[];
  /** Address of the same list in the kernel's memory. */
  readonly table: number;
}

/** Stands for an empty row in a new order. */
export const NEW_ROW = -1;

/**
 * Keys and values of every row, in blocks of 16 positions that rows share as long as they agree. A block that several
 * rows hold is copied when one of them writes into it.
 */
export class KvCache {
  readonly #kernel: KernelInstance;
  readonly #blockBytes: number;
  readonly #tableBytes: number;
  readonly #references = new Map<number, number>();
  readonly #freeBlocks: number[] = [];
  readonly #freeTables: number[] = [];
  #rows: readonly Row[] = [];

  constructor(kernel: KernelInstance, maxPositions: number) {
    this.#kernel = kernel;
    this.#blockBytes = kernel.functions.blockBytes();
    this.#tableBytes = Math.ceil(maxPositions / BLOCK_POSITIONS) * 4;
  }

  get tokens(): TokenRows {
    return this.#rows.map((row) => row.ids);
  }

  get rows(): number {
    return this.#rows.length;
  }

  length(row: number): number {
    return this.#row(row).ids.length;
  }

  /** Address of the row's list of blocks in the kernel's memory. */
  table(row: number): number {
    return this.#row(row).table;
  }

  /** Starts `count` empty rows; only when there are none. */
  start(count: number): void {
    this.#rows = Array.from({ length: count }, () => this.#newRow());
  }

  /**
   * Makes room behind a row for tokens, with blocks of its own to write into, and notes their ids.
   * @throws Refusal `out_of_memory`; the row is then as before
   */
  append(index: number, ids: readonly number[]): void {
    const row = this.#row(index);
    const needed = Math.ceil((row.ids.length + ids.length) / BLOCK_POSITIONS);
    const used = row.ids.length % BLOCK_POSITIONS;
    const last = Math.floor(row.ids.length / BLOCK_POSITIONS);
    if (used > 0) this.#copyOnWrite(row, last);
    while (row.blocks.length < needed) this.#setBlock(row, row.blocks.length, this.#newBlock());
    row.ids.push(...ids);
  }

  /** New row `i` becomes old row `order[i]`, or an empty one for {@link NEW_ROW}. */
  reorder(order: readonly number[]): void {
    const old = this.#rows;
    const next = order.map((index) => (index === NEW_ROW ? this.#newRow() : this.#share(this.#row(index))));
    this.#rows = next;
    for (const row of old) this.#dropRow(row);
  }

  truncate(length: number): void {
    if (length === 0) {
      this.reorder([]);
      return;
    }
    for (const row of this.#rows) {
      row.ids.length = Math.min(row.ids.length, length);
      for (const block of row.blocks.splice(Math.ceil(row.ids.length / BLOCK_POSITIONS))) this.#releaseBlock(block);
    }
  }

  #row(index: number): Row {
    const row = this.#rows[index];
    if (row === undefined) throw new RangeError(`The cache holds ${this.#rows.length} rows, there is no row ${index}.`);
    return row;
  }

  #newRow(): Row {
    const table = this.#freeTables.pop() ?? this.#kernel.allocate(this.#tableBytes, "row");
    return { ids: [], blocks: [], table };
  }

  #share(row: Row): Row {
    const copy = this.#newRow();
    copy.ids.push(...row.ids);
    row.blocks.forEach((block, i) => {
      this.#references.set(block, (this.#references.get(block) ?? 0) + 1);
      this.#setBlock(copy, i, block);
    });
    return copy;
  }

  #dropRow(row: Row): void {
    for (const block of row.blocks) this.#releaseBlock(block);
    this.#freeTables.push(row.table);
  }

  #newBlock(): number {
    const block = this.#freeBlocks.pop() ?? this.#kernel.allocate(this.#blockBytes, "cache");
    this.#references.set(block, 1);
    return block;
  }

  /** Gives the row its own copy of a block that others hold as well. */
  #copyOnWrite(row: Row, index: number): void {
    const block = row.blocks[index];
    if (block === undefined || this.#references.get(block) === 1) return;
    const copy = this.#newBlock();
    this.#kernel.functions.copy(copy, block, this.#blockBytes);
    this.#releaseBlock(block);
    this.#setBlock(row, index, copy);
  }

  #releaseBlock(block: number): void {
    const references = (this.#references.get(block) ?? 1) - 1;
    this.#references.set(block, references);
    if (references === 0) this.#freeBlocks.push(block);
  }

  #setBlock(row: Row, index: number, block: number): void {
    row.blocks[index] = block;
    this.#kernel.words(row.table, index + 1)[index] = block;
  }
}

import { scatter } from "./scatter.ts";

/** Where every text begins. */
export const ROOT = 0;
const NOTHING = -1;
const FIRST_PLACES = 1024;

/**
 * Texts with a number each, as a tree by code units: a hash table in flat arrays from a node and a unit to the node below. As maps
 * in maps the nodes of 250,000 tokens would take some hundred megabytes.
 */
export class PrefixTree {
  #nodes = new Int32Array(FIRST_PLACES);
  #units = new Uint16Array(FIRST_PLACES);
  /** The node below; 0, which is below none, where there is nothing. */
  #below = new Int32Array(FIRST_PLACES);
  /** Of each node, NOTHING where no text ends. */
  #values = new Int32Array(FIRST_PLACES / 2).fill(NOTHING);
  #size = 1;

  constructor(entries: Iterable<readonly [text: string, value: number]> = []) {
    for (const [text, value] of entries) this.set(text, value);
  }

  /** Nodes, of which one is the root. */
  get size(): number {
    return this.#size;
  }

  /** @param value from 0; the last one that is set for a text counts */
  set(text: string, value: number): void {
    let node = ROOT;
    for (let at = 0; at < text.length; at++) node = this.#grow(node, text.charCodeAt(at));
    this.#values[node] = value;
  }

  /** The node below one, or 0 where there is none. */
  below(node: number, unit: number): number {
    return this.#below[this.#find(node, unit)] ?? 0;
  }

  /** The node that a text leads to, or 0. */
  nodeOf(text: string): number {
    let node = ROOT;
    for (let at = 0; at < text.length; at++) {
      node = this.below(node, text.charCodeAt(at));
      if (node === 0) return 0;
    }
    return node;
  }

  /** Hands over each text of the tree that `text` goes on with from a place, below a node: its number and where it ends, short ones first. */
  visitFrom(text: string, start: number, root: number, visit: (value: number, end: number) => void): void {
    let node = root;
    for (let at = start; at < text.length; at++) {
      node = this.below(node, text.charCodeAt(at));
      if (node === 0) break;
      const value = this.valueAt(node);
      if (value >= 0) visit(value, at + 1);
    }
  }

  /** The number of the text that ends at a node, below 0 where none does. */
  valueAt(node: number): number {
    return this.#values[node] ?? NOTHING;
  }

  #grow(node: number, unit: number): number {
    const place = this.#find(node, unit);
    const known = this.#below[place] ?? 0;
    if (known !== 0) return known;
    const made = this.#size++;
    this.#nodes[place] = node;
    this.#units[place] = unit;
    this.#below[place] = made;
    // At most half full, so that a search is short.
    if (2 * this.#size > this.#below.length) this.#double();
    return made;
  }

  #double(): void {
    const [nodes, units, below] = [this.#nodes, this.#units, this.#below];
    this.#nodes = new Int32Array(2 * below.length);
    this.#units = new Uint16Array(2 * below.length);
    this.#below = new Int32Array(2 * below.length);
    for (let from = 0; from < below.length; from++) {
      if (below[from] === 0) continue;
      const place = this.#find(nodes[from] ?? 0, units[from] ?? 0);
      this.#nodes[place] = nodes[from] ?? 0;
      this.#units[place] = units[from] ?? 0;
      this.#below[place] = below[from] ?? 0;
    }
    const values = new Int32Array(below.length).fill(NOTHING);
    values.set(this.#values);
    this.#values = values;
  }

  /** The place of a node and a unit, or the free one where they would be. */
  #find(node: number, unit: number): number {
    const mask = this.#below.length - 1;
    let place = scatter(node, unit) & mask;
    while (this.#below[place] !== 0 && (this.#nodes[place] !== node || this.#units[place] !== unit)) {
      place = (place + 1) & mask;
    }
    return place;
  }
}

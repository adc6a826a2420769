import { partName } from "../../gpt2/package-names.ts";
import { ELEMENT_TYPES } from "../../onnx/element-type.ts";
import type { StoredTensor } from "../../onnx/stored-tensor.ts";
import type { GraphBuilder } from "./graph-builder.ts";

/** The stored weights as values of the graph, declared when they are first used. */
export class GraphWeights {
  readonly #graph: GraphBuilder;
  readonly #tensors: ReadonlyMap<string, StoredTensor>;
  readonly #values = new Map<string, string>();

  constructor(graph: GraphBuilder, tensors: readonly StoredTensor[]) {
    this.#graph = graph;
    this.#tensors = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  }

  /** The value of a weight. One that was cut to fit the parts is joined again, once, when the session is made. */
  get(name: string): string {
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const value = this.#declare(name);
    this.#values.set(name, value);
    return value;
  }

  /** The same as floats of this type, whatever type of float is stored. */
  floats(name: string, type: "float32" | "float16"): string {
    if (this.#tensors.get(name)?.type === type) return this.get(name);
    const key = `${name} as ${type}`;
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = this.#graph.add("Cast", [this.get(name)], { to: { int: ELEMENT_TYPES[type].code } });
    this.#values.set(key, value);
    return value;
  }

  #declare(name: string): string {
    const whole = this.#tensors.get(name);
    if (whole) return this.#graph.stored(whole);
    const pieces = this.#pieces(name);
    const [first] = pieces;
    if (!first) throw new Error(`The weights lack ${name}.`);
    const values = pieces.map((piece) => this.#graph.stored(piece));
    // 4-bit matrices are stored with their outputs first, all others with their outputs last.
    const axis = first.type === "uint8" ? 0 : first.dims.length - 1;
    return this.#graph.add("Concat", values, { axis: { int: axis } }, name);
  }

  #pieces(name: string): StoredTensor[] {
    const pieces: StoredTensor[] = [];
    for (;;) {
      const piece = this.#tensors.get(partName(name, pieces.length));
      if (!piece) return pieces;
      pieces.push(piece);
    }
  }
}

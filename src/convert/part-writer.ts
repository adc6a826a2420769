import { type StoredTensor, TENSOR_ALIGNMENT } from "../onnx/stored-tensor.ts";
import { type EncodedTensor, PART_BYTES } from "./encode-tensor.ts";

/** A finished file of the package. */
export interface PackageFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Lays tensors one after the other into the external data files of a graph, each at most {@link PART_BYTES} long. */
export class PartWriter {
  readonly tensors: StoredTensor[] = [];
  readonly #graph: string;
  #part = 0;
  #buffer = new Uint8Array(PART_BYTES);
  #used = 0;

  /** @param graph path of the graph inside the package, e.g. `onnx/model_q4.onnx` */
  constructor(graph: string) {
    this.#graph = graph;
  }

  /** Adds a tensor; returns the part before it when that is full now. */
  add(tensor: EncodedTensor): PackageFile | undefined {
    const offset = Math.ceil(this.#used / TENSOR_ALIGNMENT) * TENSOR_ALIGNMENT;
    const full = offset + tensor.bytes.length > PART_BYTES ? this.finish() : undefined;
    const start = full ? 0 : offset;
    this.#buffer.set(tensor.bytes, start);
    this.#used = start + tensor.bytes.length;
    const { name, type, dims, bytes } = tensor;
    this.tensors.push({ name, type, dims, file: this.#path(), offset: start, length: bytes.length });
    return full;
  }

  /** The part under way, if it holds anything; what is added next starts another. */
  finish(): PackageFile | undefined {
    if (this.#used === 0) return undefined;
    const file = { path: this.#path(), bytes: this.#buffer.slice(0, this.#used) };
    this.#part++;
    this.#used = 0;
    this.#buffer.fill(0);
    return file;
  }

  #path(): string {
    return `${this.#graph}_data${this.#part === 0 ? "" : `_${this.#part}`}`;
  }
}

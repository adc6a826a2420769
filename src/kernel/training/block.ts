import { type ActivationKind, parseActivation } from "../../gpt2/activations.ts";
import { Activation } from "../kernel-module.ts";
import type { LayerParts } from "./model-parts.ts";
import type { Span } from "./spans.ts";
import { allocateRows, type Rows, rowOf, type TrainingKernel } from "./training-kernel.ts";

/** Rows that all blocks use, since one is computed at a time. */
interface BlockRoom {
  readonly normed: Rows;
  readonly expanded: Rows;
  readonly dNormed: Rows;
  readonly dExpanded: Rows;
  readonly dQkv: Rows;
  readonly attention: number;
}

export function allocateRoom(kernel: TrainingKernel, tokens: number): BlockRoom {
  const { n_embd, n_inner } = kernel.config;
  return {
    normed: allocateRows(kernel, tokens, n_embd),
    expanded: allocateRows(kernel, tokens, n_inner),
    dNormed: allocateRows(kernel, tokens, n_embd),
    dExpanded: allocateRows(kernel, tokens, n_inner),
    dQkv: allocateRows(kernel, tokens, 3 * n_embd),
    attention: kernel.allocate(kernel.functions.attentionScratchBytes(tokens)),
  };
}

/** One layer, with what its backward pass needs of the forward pass: its inputs, queries, keys, values, and what goes into the activation. */
export class Block {
  readonly #kernel: TrainingKernel;
  readonly #room: BlockRoom;
  readonly #layer: number;
  readonly #activation: ActivationKind;
  readonly #parts: LayerParts;
  readonly #qkv: Rows;
  readonly #attended: Rows;
  readonly #middle: Rows;
  readonly #inner: Rows;

  /** @param rows most of a pass. @throws Refusal `out_of_memory` */
  constructor(kernel: TrainingKernel, layer: number, parts: LayerParts, rows: number, room: BlockRoom) {
    const { n_embd, n_inner, activation_function } = kernel.config;
    this.#kernel = kernel;
    this.#room = room;
    this.#layer = layer;
    this.#parts = parts;
    this.#activation = parseActivation(activation_function, "config.json");
    this.#qkv = allocateRows(kernel, rows, 3 * n_embd);
    this.#attended = allocateRows(kernel, rows, n_embd);
    this.#middle = allocateRows(kernel, rows, n_embd);
    this.#inner = allocateRows(kernel, rows, n_inner);
  }

  forward(x: Rows, count: number, spans: readonly Span[], y: Rows): void {
    const { functions, config } = this.#kernel;
    const { normed, attention } = this.#room;
    const { products, norms } = this.#parts;
    norms.ln_1.forward(x, count, normed);
    products["attn.c_attn"].forward(normed, count, this.#qkv);
    for (const { first, length } of spans) {
      const [from, to] = [rowOf(this.#qkv, first), rowOf(this.#attended, first)];
      const { n_embd, n_head } = config;
      const strides = [this.#qkv.stride * 4, this.#attended.stride * 4] as const;
      functions.attendText(from, strides[0], length, n_embd, n_head, this.#factor(), to, strides[1], attention);
    }
    products["attn.c_proj"].forward(this.#attended, count, this.#middle);
    functions.addFloats(this.#middle.address, x.address, count * x.stride);
    norms.ln_2.forward(this.#middle, count, normed);
    products["mlp.c_fc"].forward(normed, count, this.#inner);
    this.#activate(count);
    products["mlp.c_proj"].forward(this.#room.expanded, count, y);
    functions.addFloats(y.address, this.#middle.address, count * y.stride);
  }

  /**
   * Gathers gradients of what is trained of it, and turns the gradient of the block's result into that of its input, in place.
   * @param isFirst nothing before it is trained: the gradient is not needed any more
   */
  backward(x: Rows, count: number, spans: readonly Span[], dx: Rows, isFirst: boolean): void {
    const { functions, config } = this.#kernel;
    const { normed, expanded, dNormed, dExpanded, dQkv, attention } = this.#room;
    const { products, norms } = this.#parts;
    this.#activate(count);
    products["mlp.c_proj"].backward(expanded, dx, count, dExpanded);
    const kind = Activation[this.#activation];
    functions.activateBackward(kind, this.#inner.address, dExpanded.address, count * this.#inner.stride);
    norms.ln_2.forward(this.#middle, count, normed);
    products["mlp.c_fc"].backward(normed, dExpanded, count, dNormed);
    norms.ln_2.backward(this.#middle, dNormed, count, dx);

    products["attn.c_proj"].backward(this.#attended, dx, count, dNormed);
    this.#kernel.instance.floats(dQkv.address, count * dQkv.stride).fill(0);
    for (const { first, length } of spans) {
      const { n_embd, n_head } = config;
      const [stride, dStride] = [this.#qkv.stride * 4, dNormed.stride * 4];
      const [from, to] = [rowOf(this.#qkv, first), rowOf(dQkv, first)];
      const dResults = rowOf(dNormed, first);
      const factor = this.#factor();
      functions.attendTextBackward(from, stride, length, n_embd, n_head, factor, dResults, dStride, to, attention);
    }
    norms.ln_1.forward(x, count, normed);
    products["attn.c_attn"].backward(normed, dQkv, count, isFirst ? undefined : dNormed);
    if (!isFirst) norms.ln_1.backward(x, dNormed, count, dx);
  }

  /** What a score is multiplied by. */
  #factor(): number {
    const { n_embd, n_head, scale_attn_weights, scale_attn_by_inverse_layer_idx } = this.#kernel.config;
    const factor = scale_attn_weights ? 1 / Math.sqrt(n_embd / n_head) : 1;
    return scale_attn_by_inverse_layer_idx ? factor / (this.#layer + 1) : factor;
  }

  #activate(count: number): void {
    const { functions, config, instance } = this.#kernel;
    const { expanded } = this.#room;
    const bytes = count * this.#inner.stride * 4;
    instance.functions.copy(expanded.address, this.#inner.address, bytes);
    functions.activateRows(Activation[this.#activation], expanded.address, count, config.n_inner);
  }
}

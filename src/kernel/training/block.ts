import { type ActivationKind, parseActivation } from "../../gpt2/activations.ts";
import { Activation } from "../kernel-module.ts";
import type { AdapterRoom } from "./adapter-room.ts";
import { type AdapterTarget, sizesOf } from "./adapter-shape.ts";
import { Linear, type SharedRoom } from "./linear.ts";
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

/** Where a layer's parts are in the kernel's list. */
const PARTS = { ln_1: 0, "attn.c_attn": 2, "attn.c_proj": 3, ln_2: 4, "mlp.c_fc": 6, "mlp.c_proj": 7 } as const;

/** One layer, with what its backward pass needs of the forward pass: its inputs, queries, keys, values, and what goes into the activation. */
export class Block {
  readonly #kernel: TrainingKernel;
  readonly #room: BlockRoom;
  readonly #layer: number;
  readonly #activation: ActivationKind;
  readonly #linears: Readonly<Record<AdapterTarget, Linear>>;
  readonly #qkv: Rows;
  readonly #attended: Rows;
  readonly #middle: Rows;
  readonly #inner: Rows;

  /** @throws Refusal `out_of_memory` */
  constructor(kernel: TrainingKernel, layer: number, adapter: AdapterRoom, shared: SharedRoom, room: BlockRoom) {
    const { config, functions } = kernel;
    const { n_embd, n_inner } = config;
    this.#kernel = kernel;
    this.#room = room;
    this.#layer = layer;
    this.#activation = parseActivation(config.activation_function, "config.json");
    const linear = (target: AdapterTarget) => {
      const address = functions.layerPart(layer, PARTS[target]);
      return new Linear(kernel, address, sizesOf(config, target).outputs, adapter.find(layer, target), shared);
    };
    this.#linears = {
      "attn.c_attn": linear("attn.c_attn"),
      "attn.c_proj": linear("attn.c_proj"),
      "mlp.c_fc": linear("mlp.c_fc"),
      "mlp.c_proj": linear("mlp.c_proj"),
    };
    this.#qkv = allocateRows(kernel, shared.rows, 3 * n_embd);
    this.#attended = allocateRows(kernel, shared.rows, n_embd);
    this.#middle = allocateRows(kernel, shared.rows, n_embd);
    this.#inner = allocateRows(kernel, shared.rows, n_inner);
  }

  forward(x: Rows, count: number, spans: readonly Span[], y: Rows): void {
    const { functions, config } = this.#kernel;
    const { normed, attention } = this.#room;
    this.#norm("ln_1", x, count);
    this.#linears["attn.c_attn"].forward(normed, count, this.#qkv);
    for (const { first, length } of spans) {
      const [from, to] = [rowOf(this.#qkv, first), rowOf(this.#attended, first)];
      const { n_embd, n_head } = config;
      const strides = [this.#qkv.stride * 4, this.#attended.stride * 4] as const;
      functions.attendText(from, strides[0], length, n_embd, n_head, this.#factor(), to, strides[1], attention);
    }
    this.#linears["attn.c_proj"].forward(this.#attended, count, this.#middle);
    functions.addFloats(this.#middle.address, x.address, count * x.stride);
    this.#norm("ln_2", this.#middle, count);
    this.#linears["mlp.c_fc"].forward(normed, count, this.#inner);
    this.#activate(count);
    this.#linears["mlp.c_proj"].forward(this.#room.expanded, count, y);
    functions.addFloats(y.address, this.#middle.address, count * y.stride);
  }

  /**
   * Gathers gradients of the adapter, and turns the gradient of the block's result into that of its input, in place.
   * @param isFirst nothing before it is trained: the gradient is not needed any more
   */
  backward(x: Rows, count: number, spans: readonly Span[], dx: Rows, isFirst: boolean): void {
    const { functions, config } = this.#kernel;
    const { normed, expanded, dNormed, dExpanded, dQkv, attention } = this.#room;
    this.#activate(count);
    this.#linears["mlp.c_proj"].backward(expanded, dx, count, dExpanded);
    const kind = Activation[this.#activation];
    functions.activateBackward(kind, this.#inner.address, dExpanded.address, count * this.#inner.stride);
    this.#norm("ln_2", this.#middle, count);
    this.#linears["mlp.c_fc"].backward(normed, dExpanded, count, dNormed);
    this.#normBackward("ln_2", this.#middle, count, dx);

    this.#linears["attn.c_proj"].backward(this.#attended, dx, count, dNormed);
    this.#kernel.instance.floats(dQkv.address, count * dQkv.stride).fill(0);
    for (const { first, length } of spans) {
      const { n_embd, n_head } = config;
      const [stride, dStride] = [this.#qkv.stride * 4, dNormed.stride * 4];
      const [from, to] = [rowOf(this.#qkv, first), rowOf(dQkv, first)];
      const dResults = rowOf(dNormed, first);
      const factor = this.#factor();
      functions.attendTextBackward(from, stride, length, n_embd, n_head, factor, dResults, dStride, to, attention);
    }
    this.#norm("ln_1", x, count);
    this.#linears["attn.c_attn"].backward(normed, dQkv, count, isFirst ? undefined : dNormed);
    if (!isFirst) this.#normBackward("ln_1", x, count, dx);
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

  #norm(name: "ln_1" | "ln_2", x: Rows, count: number): void {
    const { functions, config } = this.#kernel;
    const [weight, bias] = this.#normParts(name);
    for (let t = 0; t < count; t++) {
      const to = rowOf(this.#room.normed, t);
      functions.norm(rowOf(x, t), config.n_embd, weight, bias, config.layer_norm_epsilon, to);
    }
  }

  /** Adds the gradient of a norm's input to `dx`; that of its result is in `dNormed`. */
  #normBackward(name: "ln_1" | "ln_2", x: Rows, count: number, dx: Rows): void {
    const { functions, config } = this.#kernel;
    const [weight] = this.#normParts(name);
    for (let t = 0; t < count; t++) {
      const dy = rowOf(this.#room.dNormed, t);
      functions.normBackward(rowOf(x, t), config.n_embd, weight, config.layer_norm_epsilon, dy, rowOf(dx, t));
    }
  }

  #normParts(name: "ln_1" | "ln_2"): readonly [number, number] {
    const { functions } = this.#kernel;
    return [functions.layerPart(this.#layer, PARTS[name]), functions.layerPart(this.#layer, PARTS[name] + 1)];
  }
}

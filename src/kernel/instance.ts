import { Refusal } from "../contract/outcome.ts";
import { activationNumber, parseActivation } from "../gpt2/activations.ts";
import { fittingBits, type KernelShape, type WeightBits } from "./shape.ts";

/** As the shared builds declare it; it grows as it is needed. */
const SHARED_MEMORY = { initial: 16, maximum: 65_536, shared: true };

/** Whether instances of the module can work on one memory. */
export function isShared(module: WebAssembly.Module): boolean {
  return WebAssembly.Module.imports(module).some(({ kind }) => kind === "memory");
}

/** @throws Refusal `unsupported_architecture` */
function valuesOf(shape: KernelShape): number[] {
  return [
    shape.n_embd,
    shape.n_head,
    shape.n_layer,
    shape.n_inner,
    shape.vocab_size,
    shape.n_positions,
    activationNumber(parseActivation(shape.activation_function, "config.json")),
    shape.layer_norm_epsilon,
    Number(shape.scale_attn_weights),
    Number(shape.scale_attn_by_inverse_layer_idx),
    Number(shape.tie_word_embeddings),
  ];
}

/** A running instance of the kernel's module: its functions by name, and its memory. */
export class KernelInstance {
  readonly memory: WebAssembly.Memory;
  readonly #exports: WebAssembly.Exports;
  #setUpValues: readonly number[] = [];

  private constructor(memory: WebAssembly.Memory, exports: WebAssembly.Exports) {
    this.memory = memory;
    this.#exports = exports;
  }

  /** Starts the module, with no model in its memory; a shared build takes the memory of others, or a new one. */
  static async open(module: WebAssembly.Module, shared?: WebAssembly.Memory): Promise<KernelInstance> {
    const imported = shared ?? (isShared(module) ? new WebAssembly.Memory(SHARED_MEMORY) : undefined);
    const { exports } = await WebAssembly.instantiate(
      module,
      imported === undefined ? {} : { env: { memory: imported } },
    );
    const memory = imported ?? exports["memory"];
    if (!(memory instanceof WebAssembly.Memory)) throw new TypeError("The kernel module exports no memory.");
    return new KernelInstance(memory, exports);
  }

  /**
   * Starts the module and takes the memory of a model of this shape, all zeros, with scratch for so many helpers.
   * @param weightBits 16 where the weights are worth it; they get 8 where there is no memory for more
   * @throws Refusal `unsupported_architecture`, `limit_exceeded`, `out_of_memory`
   */
  static async start(
    module: WebAssembly.Module,
    shape: KernelShape,
    weightBits: WeightBits = 8,
    helpers = 0,
  ): Promise<KernelInstance> {
    const most = fittingBits(shape, weightBits);
    const values = valuesOf(shape);
    const kernel = await KernelInstance.open(module);
    for (let bits: number = most; bits >= 8; bits -= 8) {
      kernel.#setUpValues = [...values, bits];
      if (kernel.call("setUp", ...kernel.setUpValues, helpers) !== 0) return kernel;
    }
    throw outOfMemory("the model's weights");
  }

  /** What the module's `setUp` took before the number of helpers, or takes before the number of one. */
  get setUpValues(): readonly number[] {
    return this.#setUpValues;
  }

  /** Calls an exported function; an int32 result is read as unsigned, since most are addresses. */
  call(name: string, ...values: readonly number[]): number {
    const exported = this.#exports[name];
    if (typeof exported !== "function") throw new TypeError(`The kernel module exports no function ${name}.`);
    const result: unknown = exported(...values);
    return typeof result === "number" ? (Number.isInteger(result) && result < 0 ? result >>> 0 : result) : 0;
  }

  /**
   * A block of zeros in the module's memory.
   * @throws Refusal `out_of_memory`, naming what the block was for
   */
  allocate(bytes: number, purpose: string): number {
    const address = bytes < 2 ** 32 ? this.call("allocate", bytes) : 0;
    if (address === 0) throw outOfMemory(purpose);
    return address;
  }

  /** A view of the memory; growing the memory makes it useless, so keep none. */
  bytes(address: number, count: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, count);
  }

  floats(address: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, count);
  }

  words(address: number, count: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, count);
  }
}

function outOfMemory(purpose: string): Refusal {
  return new Refusal("out_of_memory", `The browser has no memory left for ${purpose}.`, {
    subject: purpose,
    hint: "Close other tabs, ask for fewer or shorter texts, or use a smaller model.",
  });
}

import { refuse } from "../contract/outcome.ts";
import { type ActivationKind, parseActivation } from "../gpt2/activations.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import type { Gpt2Tensor } from "../gpt2/tensors.ts";
import { fittingBits, type WeightBits } from "./fitting-bits.ts";
import { int4Kinds } from "./int4-matrices.ts";
import { Activation, bindKernel, ConfigField, type KernelFunctions } from "./kernel-module.ts";
import { adapterRoom, modelBytes, rowBytes } from "./memory-plan.ts";
import { outOfMemory, type Purpose } from "./out-of-memory.ts";
import { reserveShared } from "./reserve-shared.ts";

const PAGE = 65_536;

/** What a model takes of the memory, beside what its shape says. */
interface MemoryNeeds {
  /** 16 where the weights are worth it; they get 8 where there is no memory for more. */
  readonly weightBits?: WeightBits;
  /** The matrices that have 4 bits instead. */
  readonly int4?: readonly Gpt2Tensor[];
  /** Threads that scratch is needed for beside the kernel's own. */
  readonly helpers?: number;
  /** Bytes that the loading takes for a while; see `stagingBytes`. */
  readonly staging?: number;
}

/** Whether instances of the module can work on one memory. */
function isShared(module: WebAssembly.Module): boolean {
  return WebAssembly.Module.imports(module).some(({ kind }) => kind === "memory");
}

/** A running instance of the kernel's module: its functions, and its memory. */
export class KernelInstance {
  readonly memory: WebAssembly.Memory;
  readonly functions: KernelFunctions;
  /** Everything that the module exports; builds of other entries have more than {@link functions}. */
  readonly exports: WebAssembly.Exports;

  private constructor(memory: WebAssembly.Memory, exports: WebAssembly.Exports) {
    this.memory = memory;
    this.exports = exports;
    this.functions = bindKernel(exports);
  }

  /**
   * Starts the module, with no model in its memory.
   * @param shared the memory of a shared build
   * @throws Refusal `out_of_memory`
   */
  static async open(module: WebAssembly.Module, shared?: WebAssembly.Memory): Promise<KernelInstance> {
    const imports = shared === undefined ? {} : { env: { memory: shared } };
    const { exports } = await WebAssembly.instantiate(module, imports).catch((error: unknown) => {
      throw error instanceof RangeError ? refuse("out_of_memory", "kernel", { bytes: PAGE }) : error;
    });
    const memory = shared ?? exports["memory"];
    if (!(memory instanceof WebAssembly.Memory)) throw new TypeError("The kernel module exports no memory.");
    return new KernelInstance(memory, exports);
  }

  /**
   * Starts the module and takes the memory of a model of this shape, all zeros; a shared build gets a new memory.
   * @throws Refusal `unsupported_architecture`, `limit_exceeded`, `out_of_memory`
   */
  static async start(
    module: WebAssembly.Module,
    shape: Gpt2Config,
    { weightBits = 8, int4 = [], helpers = 0, staging = 0 }: MemoryNeeds = {},
  ): Promise<KernelInstance> {
    const most = fittingBits(shape, weightBits, int4);
    const activation = parseActivation(shape.activation_function, "config.json");
    const needed = (bits: WeightBits) => modelBytes(shape, bits, helpers, int4);
    const shared = isShared(module)
      ? reserveShared(needed(most) + staging, rowBytes(shape), adapterRoom(shape))
      : undefined;
    const kernel = await KernelInstance.open(module, shared);
    let config = 0;
    for (const bits of most === 16 ? ([16, 8] as const) : ([8] as const)) {
      if (!kernel.#grow(needed(bits))) continue;
      config ||= kernel.#placeConfig(shape, activation, int4);
      kernel.words(config + ConfigField.weightBits, 1)[0] = bits;
      if (kernel.functions.setUp(config, helpers)) return kernel;
    }
    throw refuse("out_of_memory", "weights", { bytes: needed(8) });
  }

  /** Makes room for so many bytes in one step: some engines move the whole memory at each. */
  #grow(bytes: number): boolean {
    const end = this.functions.allocate(0) + bytes;
    const pages = Math.ceil((end - this.memory.buffer.byteLength) / PAGE);
    try {
      if (pages > 0) this.memory.grow(pages);
      return true;
    } catch {
      return false;
    }
  }

  /** Fills in a new `Config` of the module and the kinds of its matrices. @returns its address */
  #placeConfig(shape: Gpt2Config, activation: ActivationKind, int4: readonly Gpt2Tensor[]): number {
    const address = this.functions.allocateConfig();
    const set = (field: keyof typeof ConfigField, value: number) => {
      this.words(address + ConfigField[field], 1)[0] = value;
    };
    set("n_embd", shape.n_embd);
    set("n_head", shape.n_head);
    set("n_layer", shape.n_layer);
    set("n_inner", shape.n_inner);
    set("vocab_size", shape.vocab_size);
    set("n_positions", shape.n_positions);
    set("activation", Activation[activation]);
    this.floats(address + ConfigField.layer_norm_epsilon, 1)[0] = shape.layer_norm_epsilon;
    set("scale_attn_weights", Number(shape.scale_attn_weights));
    set("scale_attn_by_inverse_layer_idx", Number(shape.scale_attn_by_inverse_layer_idx));
    set("tie_word_embeddings", Number(shape.tie_word_embeddings));
    const kinds = this.functions.allocateKinds(address);
    set("int4", kinds);
    const matrices = int4Kinds(shape, int4);
    this.bytes(kinds, matrices.length).set(matrices);
    return address;
  }

  /**
   * A block of zeros in the module's memory.
   * @throws Refusal `out_of_memory`, naming what the block was for
   */
  allocate(bytes: number, purpose: Purpose): number {
    const address = bytes < 2 ** 32 ? this.functions.allocate(bytes) : 0;
    if (address === 0) throw outOfMemory(purpose, bytes, this.memory.buffer.byteLength);
    return address;
  }

  /** A view of the memory; growing the memory makes it useless, so keep none. */
  bytes(address: number, count: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, count);
  }

  floats(address: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, count);
  }

  integers(address: number, count: number): Int16Array {
    return new Int16Array(this.memory.buffer, address, count);
  }

  words(address: number, count: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, count);
  }
}

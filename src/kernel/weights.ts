/** One tensor of a model on its way into the kernel. */
export interface WeightTensor {
  /**
   * Canonical GPT-2 name (`h.0.attn.c_attn.weight`, `….bias`, `….scale`, `wte.weight`, `ln_f.bias` …). A matrix that is
   * cut along its outputs has the part's number behind: `wte.weight.0`, `wte.weight.1`.
   */
  readonly name: string;
  /** `int4`: nibbles as MatMulNBits has them, [outputs][inputs / block][block / 2], zero point 8. */
  readonly format: "float32" | "float16" | "int8" | "int4";
  /** [inputs, outputs], or [outputs, inputs] with `outputsFirst`. */
  readonly shape: readonly number[];
  readonly outputsFirst?: boolean;
  /** Only for `int4`: weights that share one scale, and the scales as float32, [outputs][inputs / block]. */
  readonly blocks?: { readonly size: number; readonly scales: () => Promise<Float32Array> };
  readonly byteLength: number;
  /** The tensor's bytes in order, in chunks of any size. */
  read(): AsyncIterable<Uint8Array>;
}

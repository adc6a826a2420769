/** A pair of factors of a LoRA adapter. */
interface Pair {
  readonly layer: number;
  /** Of a block, as a checkpoint has it: `attn.c_attn`. */
  readonly target: string;
  /** float32 [rank][inputs] */
  readonly a: Float32Array<ArrayBuffer>;
  /** float32 [outputs][rank] */
  readonly b: Float32Array<ArrayBuffer>;
  /** Where it is another one than the adapter's; what is added then has the same factor. */
  readonly rank?: number;
}

interface Adapter {
  readonly rank: number;
  readonly alpha: number;
  readonly targets: readonly string[];
  readonly pairs: readonly Pair[];
  /** A repository or folder that has the model it was trained on. */
  readonly base: string;
}

/** The two files of an adapter as PEFT saves it: `PeftModel.from_pretrained` reads them. */
export function writePeftFiles(adapter: Adapter): readonly { readonly path: string; readonly bytes: Uint8Array }[] {
  const config = `${JSON.stringify(configOf(adapter), undefined, 2)}\n`;
  return [
    { path: "adapter_config.json", bytes: new TextEncoder().encode(config) },
    { path: "adapter_model.safetensors", bytes: writeSafetensors(tensorsOf(adapter)) },
  ];
}

/** GPT-2's Conv1D keeps its matrices the other way round, which `fan_in_fan_out` says. */
function configOf({ rank, alpha, targets, base, pairs }: Adapter) {
  const others = pairs.filter((pair) => (pair.rank ?? rank) !== rank);
  const pattern = (value: (rank: number) => number) =>
    Object.fromEntries(others.map((pair) => [`h.${pair.layer}.${pair.target}`, value(pair.rank ?? rank)]));
  return {
    alpha_pattern: pattern((own) => (own * alpha) / rank),
    base_model_name_or_path: base,
    bias: "none",
    fan_in_fan_out: true,
    inference_mode: true,
    init_lora_weights: true,
    lora_alpha: alpha,
    lora_dropout: 0,
    modules_to_save: null,
    peft_type: "LORA",
    r: rank,
    rank_pattern: pattern((own) => own),
    target_modules: targets,
    task_type: "CAUSAL_LM",
    use_dora: false,
    use_rslora: false,
  };
}

interface Tensor {
  readonly name: string;
  readonly shape: readonly [number, number];
  readonly values: Float32Array<ArrayBuffer>;
}

function tensorsOf({ rank, pairs }: Adapter): Tensor[] {
  return pairs.flatMap(({ layer, target, a, b, rank: own = rank }) => {
    const module = `base_model.model.transformer.h.${layer}.${target}`;
    return [
      { name: `${module}.lora_A.weight`, shape: [own, a.length / own], values: a },
      { name: `${module}.lora_B.weight`, shape: [b.length / own, own], values: b },
    ];
  });
}

/** Length of the header, the header, the values (https://github.com/huggingface/safetensors#format). */
function writeSafetensors(tensors: readonly Tensor[]): Uint8Array {
  let end = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const start = end;
    end += values.byteLength;
    return [name, { dtype: "F32", shape, data_offsets: [start, end] }] as const;
  });
  const header = JSON.stringify({ __metadata__: { format: "pt" }, ...Object.fromEntries(entries) });
  // The values begin at a multiple of 8.
  const padded = new TextEncoder().encode(header.padEnd(Math.ceil(header.length / 8) * 8));
  const bytes = new Uint8Array(8 + padded.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded.length), true);
  bytes.set(padded, 8);
  tensors.forEach(({ values }, i) => {
    const [start = 0] = entries[i]?.[1].data_offsets ?? [];
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 8 + padded.length + start);
  });
  return bytes;
}

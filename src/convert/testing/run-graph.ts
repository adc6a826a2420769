import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Gpt2Config } from "../../gpt2/config.ts";

/** A float32 graph of ours on native ONNX Runtime, given exactly what transformers.js gives. */
export class GraphRun {
  readonly #session: InferenceSession;
  readonly #config: Gpt2Config;

  private constructor(session: InferenceSession, config: Gpt2Config) {
    this.#session = session;
    this.#config = config;
  }

  static async open(path: string, config: Gpt2Config): Promise<GraphRun> {
    return new GraphRun(await InferenceSession.create(path), config);
  }

  /** Runs rows of equal length; `mask` covers past and present. `keep` 0 gives every position's logits. */
  async run(
    ids: readonly (readonly number[])[],
    mask: readonly (readonly number[])[],
    keep: number,
    past?: InferenceSession.OnnxValueMapType,
  ): Promise<{ logits: Float32Array; past: InferenceSession.OnnxValueMapType }> {
    const feeds: Record<string, Tensor> = {
      input_ids: integers(ids),
      attention_mask: integers(mask),
      num_logits_to_keep: new Tensor("int64", BigInt64Array.of(BigInt(keep)), []),
    };
    const { n_layer, n_head, n_embd } = this.#config;
    for (let layer = 0; layer < n_layer; layer++) {
      for (const kind of ["key", "value"]) {
        const none = () => new Tensor("float32", new Float32Array(), [ids.length, n_head, 0, n_embd / n_head]);
        feeds[`past_key_values.${layer}.${kind}`] = past?.[`present.${layer}.${kind}`] ?? none();
      }
    }
    const outputs = await this.#session.run(feeds);
    const logits = outputs["logits"]?.data;
    if (!(logits instanceof Float32Array)) throw new Error("the graph gave no float32 logits");
    return { logits, past: outputs };
  }
}

function integers(rows: readonly (readonly number[])[]): Tensor {
  return new Tensor("int64", BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]?.length ?? 0]);
}

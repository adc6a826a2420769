import type { InferenceSession, Tensor } from "onnxruntime-web";
import type { ForwardPass, TokenRows } from "../../contract/forward-pass.ts";
import { refuse } from "../../contract/outcome.ts";
import type { Gpt2Sizes } from "../../gpt2/config-sizes.ts";
import { appendTokens, type Batch, type BatchInputs, EMPTY_BATCH, keepTokens, pickRows } from "./batch.ts";
import { createCacheTensor, readFloats, rebuildCacheTensor } from "./cache-tensor.ts";
import { refuseRunError } from "./errors.ts";
import type { GraphInputs } from "./graph-inputs.ts";
import type { Ort } from "./ort.ts";
import { pickLogits, checkFinite } from "./pick-logits.ts";

export interface OnnxModel {
  readonly ort: Ort;
  readonly session: InferenceSession;
  readonly inputs: GraphInputs;
  readonly shape: Gpt2Sizes;
  /** False where the same tokens give other values when they are computed in other pieces (activations quantized per tensor). */
  readonly exactCache: boolean;
}

/** GPT-2 on ONNX Runtime. The cache stays in the runtime's tensors, on the GPU where it runs there. */
export class OnnxForwardPass implements ForwardPass {
  readonly vocabSize: number;
  readonly maxPositions: number;
  readonly #model: OnnxModel;
  #batch: Batch = EMPTY_BATCH;
  /** By input name; empty before the first run. */
  #cache = new Map<string, Tensor>();

  constructor(model: OnnxModel) {
    this.#model = model;
    this.vocabSize = model.shape.vocab_size;
    this.maxPositions = model.shape.n_positions;
  }

  get cached(): TokenRows {
    return this.#model.exactCache ? this.#batch.tokens : [];
  }

  async forward(tokens: TokenRows, want: "last" | "all" = "last"): Promise<Float32Array> {
    const run = this.#append(tokens);
    const { session } = this.#model;
    const results = await session.run(this.#feeds(run, want)).catch(refuseRunError);
    this.#takeCache(results);
    this.#batch = run.next;
    const logits = results["logits"];
    if (logits === undefined) throw refuse("no_usable_files", "graph_without_logits", {});
    const floats = await readFloats(logits);
    logits.dispose();
    return checkFinite(pickLogits(floats, run, tokens, this.vocabSize, want));
  }

  async reorder(rows: readonly number[]): Promise<void> {
    if (rows.length === 0) return this.truncate(0);
    if (rows.length === this.#batch.tokens.length && rows.every((row, i) => row === i)) return;
    await this.#rebuild(pickRows(this.#batch, rows), rows, this.#batch.columns[0]?.length ?? 0);
  }

  async truncate(length: number): Promise<void> {
    if (length === 0) {
      this.#dropCache();
      return;
    }
    const { batch, columns } = keepTokens(this.#batch, length);
    if (columns === (this.#batch.columns[0]?.length ?? 0)) this.#batch = batch;
    else await this.#rebuild(batch, [...batch.tokens.keys()], columns);
  }

  /** A second row set with the same texts, on the same session. */
  async copy(): Promise<OnnxForwardPass> {
    const copy = new OnnxForwardPass(this.#model);
    const rows = [...this.#batch.tokens.keys()];
    for (const [name, tensor] of this.#cache) {
      copy.#cache.set(
        name,
        await rebuildCacheTensor(this.#model.ort, tensor, rows, this.#batch.columns[0]?.length ?? 0),
      );
    }
    copy.#batch = this.#batch;
    return copy;
  }

  async dispose(): Promise<void> {
    this.#dropCache();
    await this.#model.session.release();
  }

  #append(tokens: TokenRows): BatchInputs {
    const several = tokens.some((row) => row.length > 1);
    if (!several || this.#model.inputs.appendsMany || this.#cache.size === 0) return appendTokens(this.#batch, tokens);
    const whole = tokens.map((row, r) => [...(this.#batch.tokens[r] ?? []), ...row]);
    this.#dropCache();
    return appendTokens(EMPTY_BATCH, whole);
  }

  #feeds(run: BatchInputs, want: "last" | "all"): Record<string, Tensor> {
    const { ort, inputs, shape } = this.#model;
    const cached = this.#batch.columns[0]?.length ?? 0;
    const int64 = (data: BigInt64Array, dims: readonly number[]) => new ort.Tensor("int64", data, dims);
    const feeds: Record<string, Tensor> = { input_ids: int64(run.inputIds, [run.rows, run.width]) };
    if (inputs.attentionMask) feeds["attention_mask"] = int64(run.attentionMask, [run.rows, cached + run.width]);
    if (inputs.positionIds) feeds["position_ids"] = int64(run.positionIds, [run.rows, run.width]);
    if (inputs.logitsToKeep)
      feeds["num_logits_to_keep"] = int64(BigInt64Array.of(want === "last" ? 1n : BigInt(run.width)), []);
    if (inputs.cacheBranch) feeds["use_cache_branch"] = new ort.Tensor("bool", [cached > 0], [1]);
    for (const name of inputs.cache) {
      feeds[name] =
        this.#cache.get(name) ??
        createCacheTensor(ort, inputs.halfCache ? new Uint16Array(0) : new Float32Array(0), [
          run.rows,
          shape.n_head,
          0,
          shape.n_embd / shape.n_head,
        ]);
    }
    return feeds;
  }

  #takeCache(results: InferenceSession.ReturnType): void {
    const next = new Map<string, Tensor>();
    for (const name of this.#model.inputs.cache) {
      const tensor = results[name.replace("past_key_values", "present")];
      if (tensor !== undefined) next.set(name, tensor);
    }
    this.#dropCache();
    this.#cache = next;
  }

  #dropCache(): void {
    for (const tensor of this.#cache.values()) tensor.dispose();
    this.#cache = new Map();
    this.#batch = EMPTY_BATCH;
  }

  async #rebuild(batch: Batch, rows: readonly number[], columns: number): Promise<void> {
    for (const [name, tensor] of this.#cache) {
      this.#cache.set(name, await rebuildCacheTensor(this.#model.ort, tensor, rows, columns));
      tensor.dispose();
    }
    this.#batch = batch;
  }
}

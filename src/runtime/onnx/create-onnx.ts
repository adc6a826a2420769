import type { InferenceSession } from "onnxruntime-web";
import type { ModelFiles } from "../../contract/bytes.ts";
import type { ForwardPass } from "../../contract/forward-pass.ts";
import type { Gpt2Sizes } from "../../gpt2/config-sizes.ts";
import type { GraphFiles } from "../find-graphs.ts";
import { refuseCreateError } from "./errors.ts";
import { readGraphInputs } from "./graph-inputs.ts";
import { OnnxForwardPass } from "./onnx-forward-pass.ts";
import type { Ort } from "./ort.ts";
import { RowByRow } from "./row-by-row.ts";

interface OnnxOptions {
  readonly graph: GraphFiles;
  readonly shape: Gpt2Sizes;
  readonly provider: "wasm" | "webgpu" | "cpu";
  /** True for graphs of our own converter, which take rows of different length without `position_ids`. */
  readonly own: boolean;
  /** See {@link OnnxForwardPass}: false for graphs whose activations are quantized per tensor. */
  readonly exactCache: boolean;
}

/**
 * Makes a GPT-2 of an ONNX graph: ours, or one that optimum or onnx-community exported.
 * @throws Refusal `no_usable_files`, `out_of_memory`, `gpu_lost`, `internal`
 */
export async function createOnnx(ort: Ort, files: ModelFiles, options: OnnxOptions): Promise<ForwardPass> {
  const { graph, shape, provider, own, exactCache } = options;
  const session = await createSession(ort, files, graph, provider, shape.n_layer);
  const inputs = readGraphInputs(session);
  const model = { ort, session, inputs, shape, exactCache };
  return own || inputs.positionIds ? new OnnxForwardPass(model) : new RowByRow(model);
}

async function createSession(
  ort: Ort,
  files: ModelFiles,
  { graph, data }: GraphFiles,
  provider: OnnxOptions["provider"],
  layers: number,
): Promise<InferenceSession> {
  const create = async () => {
    const externalData = await Promise.all(
      data.map(async (path) => ({ path: path.slice(path.lastIndexOf("/") + 1), data: await files.bytes(path) })),
    );
    const options: InferenceSession.SessionOptions = {
      executionProviders: [provider],
      externalData,
      ...(provider === "webgpu" ? { preferredOutputLocation: cacheOnGpu(layers) } : {}),
    };
    return ort.InferenceSession.create(await files.bytes(graph), options);
  };
  const bytes = [graph, ...data].reduce((sum, path) => sum + files.size(path), 0);
  return create().catch((error) => refuseCreateError(error, graph, bytes));
}

function cacheOnGpu(layers: number): Record<string, "gpu-buffer"> {
  const names = Array.from({ length: layers }, (_, layer) => [`present.${layer}.key`, `present.${layer}.value`]).flat();
  return Object.fromEntries(names.map((name) => [name, "gpu-buffer"]));
}

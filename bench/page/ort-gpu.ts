import { createOnnx } from "../../src/runtime/onnx/create-onnx.ts";
import { loadOrt } from "../../src/runtime/onnx/load-ort.ts";
import { smallestBuild } from "../../src/runtime/onnx/ort-builds.ts";
import type { Contender } from "./contender.ts";
import { FetchedFiles } from "./fetched-files.ts";
import { ForwardPassContender } from "./forward-pass-contender.ts";
import { describeGraph } from "./ort-graph.ts";

/** Our q4 graph on ONNX Runtime's WebGPU, by the page's own code. */
export async function startGpu(base: string): Promise<Contender> {
  const ort = await loadOrt(smallestBuild(true), 1, () => {});
  const files = await FetchedFiles.open(base);
  return new ForwardPassContender(await createOnnx(ort, files, { ...describeGraph(files, "q4"), provider: "webgpu" }));
}

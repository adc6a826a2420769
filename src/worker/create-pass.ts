import type { ModelFiles } from "../contract/bytes.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import { createKernel } from "../kernel/create-kernel.ts";
import type { GraphFiles } from "../runtime/find-graphs.ts";
import type { ModelShape } from "../runtime/model-shape.ts";
import { createOnnx } from "../runtime/onnx/create-onnx.ts";
import { smallestBuild } from "../runtime/onnx/load-ort.ts";
import type { Candidate } from "../runtime/plan.ts";
import type { EngineWorld } from "./engine-world.ts";

/** What a backend is started with. */
export interface PassInput {
  readonly files: ModelFiles;
  readonly graph: GraphFiles;
  readonly shape: ModelShape;
  /** True for a package of our own converter. */
  readonly own: boolean;
}

/** Starts one backend; ONNX Runtime is only fetched for those that need it. */
export async function createPass(
  { backend, dtype }: Candidate,
  { files, graph, shape, own }: PassInput,
  world: EngineWorld,
): Promise<{ pass: ForwardPass; threads: number }> {
  if (backend === "kernel") {
    return { pass: await createKernel(files, dtype, await world.loadKernel(), () => world.breathe()), threads: 1 };
  }
  const onGpu = backend === "onnx-webgpu";
  const ort = await world.loadOrt(smallestBuild(onGpu), onGpu ? 1 : world.threads);
  const pass = await createOnnx(ort, files, {
    graph,
    shape,
    own,
    provider: onGpu ? "webgpu" : "wasm",
    exactCache: dtype !== "q8",
  });
  return { pass, threads: onGpu ? 1 : world.threads };
}

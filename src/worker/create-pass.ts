import type { ModelFiles } from "../contract/bytes.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import type { Gpt2Sizes } from "../gpt2/config-sizes.ts";
import { createKernel } from "../kernel/create-kernel.ts";
import type { Team } from "../kernel/team.ts";
import type { GraphFiles } from "../runtime/find-graphs.ts";
import { createOnnx } from "../runtime/onnx/create-onnx.ts";
import type { OnBytes } from "../runtime/onnx/fetch-runtime.ts";
import { RUNTIME_BYTES, smallestBuild } from "../runtime/onnx/ort-builds.ts";
import type { Candidate } from "../runtime/plan.ts";
import type { EngineWorld } from "./engine-world.ts";

/** What a backend is started with. */
interface PassInput {
  readonly files: ModelFiles;
  readonly graph: GraphFiles;
  /** Of the graph and its data. */
  readonly bytes: number;
  readonly shape: Gpt2Sizes;
  /** True for a package of our own converter. */
  readonly own: boolean;
  /** Hears how much of ONNX Runtime is here, where it is needed. */
  readonly onRuntime: OnBytes;
}

/** Smaller models fit the processor's caches: one thread reads them faster than several can synchronize. */
const TEAM_FROM_BYTES = 40_000_000;

/** Loads the kernel's module, and names the helpers that a model of so many bytes is worth. */
export async function loadKernelFor(
  bytes: number,
  world: EngineWorld,
): Promise<{ module: WebAssembly.Module; team?: Team }> {
  const { team } = world;
  if (team === undefined || bytes < TEAM_FROM_BYTES) return { module: await world.loadKernel(false) };
  return { module: await world.loadKernel(true), team };
}

/** Bytes of the runtime that a backend needs besides the model. */
export function runtimeBytes({ backend }: Candidate): number {
  return backend === "kernel" ? 0 : RUNTIME_BYTES[smallestBuild(backend === "onnx-webgpu")];
}

/** Starts one backend; ONNX Runtime is only fetched for those that need it. */
export async function createPass(
  { backend, dtype }: Candidate,
  { files, graph, bytes, shape, own, onRuntime }: PassInput,
  world: EngineWorld,
): Promise<{ pass: ForwardPass; threads: number }> {
  if (backend === "kernel") {
    const { module, team } = await loadKernelFor(bytes, world);
    const pass = await createKernel(files, dtype, module, () => world.breathe(), team);
    return { pass, threads: pass.threads };
  }
  const onGpu = backend === "onnx-webgpu";
  const ort = await world.loadOrt(smallestBuild(onGpu), onGpu ? 1 : world.threads, onRuntime);
  const pass = await createOnnx(ort, files, {
    graph,
    shape,
    own,
    provider: onGpu ? "webgpu" : "wasm",
    exactCache: dtype !== "q8",
  });
  return { pass, threads: onGpu ? 1 : world.threads };
}

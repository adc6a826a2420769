import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import type { Dtype } from "../contract/dtypes.ts";
import type { BackendReport, ModelInfo } from "../contract/model-info.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { refuse } from "../contract/outcome.ts";
import type { GraphFiles } from "../runtime/find-graphs.ts";
import { type Candidate, type Chosen, type Plan, withoutMeasuring, withoutRival } from "../runtime/plan.ts";
import { isLasting } from "../runtime/start-backend.ts";
import type { Listing } from "../store/listing.ts";
import type { OpenedModel } from "../store/open-model.ts";
import { AdaptersBeside } from "./adapters-beside.ts";
import { besideBaseOf } from "./beside-base.ts";
import type { MadePackage } from "./convert-here.ts";
import { loadKernelFor, runtimeBytes } from "./create-pass.ts";
import type { EngineWorld } from "./engine-world.ts";
import { dropInVain } from "./in-vain.ts";
import { bytesOf, graphsOf, needsConversion } from "./model-graphs.ts";
import { infoOf, type Started } from "./model-info.ts";
import type { ProgressBar } from "./progress.ts";
import { type ResolvedModel, resolvedOf } from "./resolve-model.ts";
import { GpuRival, type Rival } from "./rival.ts";
import { startModel } from "./start-model.ts";
import { graphDownload } from "./wanted-files.ts";

export interface LoadedModel {
  readonly info: ModelInfo;
  readonly pass: ForwardPass;
  readonly codec: TextCodec;
  readonly listing: Listing;
  /** Its adapters; `info` does not name them. */
  readonly beside: AdaptersBeside;
  /** What may be faster than the backend that it runs on, where that was not found out yet. */
  readonly rival?: Rival;
  /** Fires when the model is let go. */
  readonly ended: AbortSignal;
  /** Frees what it holds; nothing of it is used any more. */
  dispose(): Promise<void>;
}

/** What is loaded, and what it takes. */
interface ModelLoad {
  /** As it was asked for. */
  readonly source: ModelSource;
  readonly model: ResolvedModel;
  readonly options: Chosen;
  readonly world: EngineWorld;
  readonly bar: ProgressBar;
  readonly signal: AbortSignal;
}

/**
 * Downloads a model, converts it where it is a checkpoint, chooses a backend by self-test and measurement, and makes it ready.
 * @throws Refusal of the store, of the converter, of the tokenizer, `no_usable_files`, `no_backend`, `self_test_failed`
 */
export async function loadModel(load: ModelLoad): Promise<LoadedModel> {
  const { model } = load;
  if (!needsConversion(model.listing)) return startResolved(model, load, true);
  const made = await convert(load);
  const loaded = await startResolved(resolvedOf(made.listing, model.gpu), load, false).catch(async (error) => {
    await made.close();
    throw error;
  });
  // What found no room is read as long as the model is there, e.g. to save it.
  if (!made.isKept) return { ...loaded, dispose: () => loaded.dispose().finally(made.close) };
  await made.close();
  return loaded;
}

/** @param counts whether its files are what is downloaded */
async function startResolved(ready: ResolvedModel, load: ModelLoad, counts: boolean): Promise<LoadedModel> {
  const { world, bar, signal } = load;
  const { listing } = ready;
  const identity = `${listing.origin} ${listing.name} ${listing.commit ?? ""}`;
  const { plan, graph } = await chooseWay(ready, load, identity);
  const givenUp = new AbortController();
  const opened = await world.store.open(listing, graphDownload(listing, graph), {
    signal: AbortSignal.any([signal, givenUp.signal]),
    streamed: isStreamed(plan) ? graph.data : [],
    ...(counts && { onBytes: (loaded, total, paused) => bar.downloaded(loaded, total, paused) }),
  });
  try {
    const started = await startModel({ opened, listing, plan, graph }, world, bar);
    return await makeReady(started, { listing, opened, plan, graph, identity }, load).catch(async (error) => {
      // Else its weights and helpers stay, with nobody to let them go.
      await started.pass.dispose().catch(() => undefined);
      throw error;
    });
  } catch (error) {
    const dropped = dropInVain(opened, error, [graph.graph, ...graph.data]);
    // What is still on its way is of no use to a model that cannot run.
    givenUp.abort();
    await dropped;
    throw error;
  } finally {
    await opened.close();
  }
}

/** A model that started, and what it started from. */
interface Origin {
  readonly listing: Listing;
  readonly opened: OpenedModel;
  readonly plan: Plan;
  readonly graph: GraphFiles;
  readonly identity: string;
}

/** Remembers the choice of a measurement, and reads what is told of the model. */
async function makeReady(started: Started, origin: Origin, { source, world }: ModelLoad): Promise<LoadedModel> {
  const { listing, opened, plan, identity } = origin;
  const { pass, codec, report } = started;
  if (plan.measure && isLasting(report)) await world.choices.remember(identity, report.dtype, report.backend);
  const info = await infoOf(source, listing, opened, started);
  const base = await besideBaseOf(listing, codec, await opened.files.text("config.json"));
  const beside = new AdaptersBeside({ base, pass, backend: report.backend }, world.shelf, () => Date.now());
  await beside.find();
  const rival = rivalOf(origin, report, world);
  const ended = new AbortController();
  const dispose = () => {
    ended.abort();
    return pass.dispose();
  };
  return { info, pass, codec, listing, beside, ...(rival && { rival }), ended: ended.signal, dispose };
}

/** What is to be timed later reads the files once more: those that nothing keeps are not there then. */
function rivalOf(
  { listing, opened, plan, graph, identity }: Origin,
  running: BackendReport,
  world: EngineWorld,
): Rival | undefined {
  if (plan.rival === undefined || opened.kept.where === "memory") return undefined;
  return new GpuRival({ candidate: plan.rival, listing, graph, running, identity, world });
}

/** The kernel takes the weights as they come; what is measured beside it reads them once more. */
function isStreamed({ candidates, measure }: Plan): boolean {
  return candidates[0]?.backend === "kernel" && !measure;
}

/** Most visitors never convert anything, so the converter is only fetched by those who do. */
async function convert({ model: { listing, gpu }, options, world, bar, signal }: ModelLoad): Promise<MadePackage> {
  const { convertHere } = await import("./convert-here.ts");
  const bytes = listing.files.reduce((most, { size }) => Math.max(most, size), 0);
  const gpuPays = gpu.usable && !gpu.software && bytes > LARGE_CHECKPOINT_BYTES;
  return convertHere({ listing, dtypes: dtypesToMake(options, gpuPays), world, bar, signal });
}

/** In float32, of what a GPU may be worth trying for; see `planBackends`. */
const LARGE_CHECKPOINT_BYTES = 1_600_000_000;

/** One for the CPU, and one for the GPU where it may be faster; see `planBackends`. */
function dtypesToMake({ dtype, backend }: Chosen, gpuPays: boolean): Dtype[] {
  if (dtype !== undefined) return [dtype];
  return gpuPays || backend === "onnx-webgpu" ? ["q8", "q4"] : ["q8"];
}

/** The plan, without a measurement that was made before, and the graph that it needs; the kernel is fetched meanwhile. */
async function chooseWay(
  { listing, plan: planFor }: ResolvedModel,
  { options, world, bar }: ModelLoad,
  identity: string,
): Promise<{ readonly plan: Plan; readonly graph: GraphFiles }> {
  const measuring = planFor(options);
  const [first] = measuring.candidates;
  const known = withoutMeasuring(measuring, first && (await world.choices.recall(identity, first.dtype)));
  const plan = withoutRival(known, known.rival && (await world.choices.unfinished(identity, known.rival.dtype)));
  const graph = graphOf(listing, first);
  // What is measured may be the kernel and a runtime; else the first candidate is what will run.
  bar.expectRuntime(Math.max(...(plan.measure ? plan.candidates : plan.candidates.slice(0, 1)).map(runtimeBytes)));
  // What a failure means is said when the kernel is needed.
  if (first?.backend === "kernel") void loadKernelFor(bytesOf(listing, first.dtype), world).catch(() => undefined);
  return { plan, graph };
}

function graphOf(listing: Listing, candidate: Candidate | undefined): GraphFiles {
  const graph = candidate === undefined ? undefined : graphsOf(listing)[candidate.dtype];
  if (graph === undefined) {
    throw refuse("no_usable_files", "no_graph", {});
  }
  return graph;
}

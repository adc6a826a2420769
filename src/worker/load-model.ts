import type { ModelFiles } from "../contract/bytes.ts";
import type { BackendReport, LoadOptions, ModelInfo } from "../contract/engine.ts";
import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import type { Dtype, ModelManifest } from "../contract/manifest.ts";
import { readDefaults } from "../contract/model-defaults.ts";
import { type ModelSource, withoutFiles } from "../contract/model-source.ts";
import { Refusal } from "../contract/outcome.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { whyUnhealed } from "../generate/can-heal.ts";
import { readSizes } from "../gpt2/config-text.ts";
import type { GraphFiles } from "../runtime/find-graphs.ts";
import { type GpuReport, probeGpu } from "../runtime/gpu.ts";
import type { OnBytes } from "../runtime/onnx/fetch-runtime.ts";
import { type Candidate, type Plan, planBackends, withoutMeasuring } from "../runtime/plan.ts";
import { type StartedBackend, startBackend } from "../runtime/start-backend.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import type { Listing } from "../store/listing.ts";
import type { OpenedModel } from "../store/model-store.ts";
import { CARD } from "../store/record.ts";
import { createPass, loadKernelFor, runtimeBytes } from "./create-pass.ts";
import type { EngineWorld } from "./engine-world.ts";
import { dropInVain } from "./in-vain.ts";
import { readCard } from "./model-card.ts";
import { graphBytes, graphsOf, needsConversion } from "./model-graphs.ts";
import type { ProgressBar } from "./progress.ts";
import { graphDownload } from "./wanted-files.ts";

export interface LoadedModel {
  readonly info: ModelInfo;
  readonly pass: ForwardPass;
  readonly codec: TextCodec;
  readonly listing: Listing;
}

/** Share of the start that is done when a backend holds the model; the self-test and the measuring take the rest. */
const CREATED = 0.5;

/**
 * Downloads a model, chooses a backend by self-test and measurement, and makes it ready.
 * @param known the model's files, where they were found out already
 * @throws Refusal of the store, of the tokenizer, `no_usable_files`, `no_backend`, `self_test_failed`
 */
export async function loadModel(
  source: ModelSource,
  options: LoadOptions,
  world: EngineWorld,
  bar: ProgressBar,
  signal: AbortSignal,
  known?: Listing,
): Promise<LoadedModel> {
  const [found, gpu] = await Promise.all([known ?? world.store.lookUp(source, signal), probeGpu(world.gpu)]);
  const listing = needsConversion(found)
    ? await (await loadConverter())({ listing: found, dtypes: dtypesToMake(found, options, gpu), world, bar, signal })
    : found;
  const own = listing.manifest !== undefined;
  const bytes = graphBytes(listing);
  const measuring = planBackends({ options, bytes, own, gpu });
  const [first] = measuring.candidates;
  const identity = `${listing.origin} ${listing.name} ${listing.commit ?? ""}`;
  const plan = withoutMeasuring(measuring, first && (await world.choices.recall(identity, first.dtype)));
  const graph = graphOf(listing, first);
  // What is measured may be the kernel and a runtime; else the first candidate is what will run.
  bar.expectRuntime(Math.max(...(plan.measure ? plan.candidates : plan.candidates.slice(0, 1)).map(runtimeBytes)));
  const givenUp = new AbortController();
  // What a failure means is said when the kernel is needed.
  if (first?.backend === "kernel") void loadKernelFor(bytes[first.dtype] ?? 0, world).catch(() => undefined);
  const opened = await world.store.open(listing, graphDownload(listing, graph), {
    signal: AbortSignal.any([signal, givenUp.signal]),
    ...(listing === found ? { onBytes: (loaded, total, paused) => bar.downloaded(loaded, total, paused) } : {}),
  });
  try {
    const { pass, codec, report } = await start(opened.files, listing, plan, graph, world, bar);
    if (plan.measure) await world.choices.remember(identity, report.dtype, report.backend);
    const info = await infoOf(source, listing, opened, { pass, codec }, report);
    await opened.close();
    return { info, pass, codec, listing };
  } catch (error) {
    const dropped = dropInVain(opened, error);
    // What is still on its way is of no use to a model that cannot run.
    givenUp.abort();
    await dropped;
    throw error;
  }
}

async function start(
  files: ModelFiles,
  listing: Listing,
  plan: Plan,
  graph: GraphFiles,
  world: EngineWorld,
  bar: ProgressBar,
): Promise<StartedBackend & { readonly codec: TextCodec }> {
  const shape = readSizes(await requiredText(files, "config.json"));
  const codec = createTokenizer(await requiredText(files, "tokenizer.json"), shape.vocab_size);
  const bytes = graphBytes(listing);
  const onRuntime: OnBytes = (loaded, total) => bar.broughtRuntime(loaded, total);
  const input = { files, graph, shape, own: listing.manifest !== undefined, onRuntime };
  const create = async (candidate: Candidate) => {
    const created = await createPass(candidate, { ...input, bytes: bytes[candidate.dtype] ?? 0 }, world);
    bar.started(CREATED);
    return created;
  };
  return { ...(await startBackend(plan, { create, knownAnswer: knownAnswer(listing), now: world.now })), codec };
}

/** Where a page differs from transformers unless the model's files say otherwise: what people type ends anywhere. */
const HERE: GenerationParameters = { token_healing: true };

async function infoOf(
  source: ModelSource,
  listing: Listing,
  { files, kept }: OpenedModel,
  { pass, codec }: { readonly pass: ForwardPass; readonly codec: TextCodec },
  backend: BackendReport,
): Promise<ModelInfo> {
  const { maxPositions, vocabSize } = pass;
  const generationConfig = await optionalText(files, "generation_config.json");
  const read = readDefaults(generationConfig, await files.text("config.json"), vocabSize);
  const parameters = { ...HERE, ...read.parameters };
  const unhealed = parameters.token_healing ? whyUnhealed(codec) : undefined;
  return {
    name: listing.name,
    // Files cannot cross back to the page, and need not: it has them.
    source: withoutFiles(source),
    ...(listing.commit === undefined ? {} : { commit: listing.commit }),
    card: readCard(await optionalText(files, CARD), listing.name),
    defaults: parameters,
    notes: unhealed === undefined ? read.notes : [...read.notes, unhealed],
    maxPositions,
    vocabSize,
    bytes: graphBytes(listing)[backend.dtype] ?? 0,
    backend,
    kept,
    quality: qualityOf(listing.manifest),
    isQualityClaimed: listing.source.kind !== "site" && (listing.converted !== true || listing.imported === true),
    converted: listing.converted === true,
  };
}

/** Most visitors never convert anything, so the converter is only fetched by those who do. */
async function loadConverter() {
  return (await import("./convert-here.ts")).convertHere;
}

/** One for the CPU, and one for the GPU where it may be faster; see `planBackends`. */
function dtypesToMake(checkpoint: Listing, options: LoadOptions, gpu: GpuReport): Dtype[] {
  if (options.dtype !== undefined) return [options.dtype];
  const bytes = checkpoint.files.reduce((most, { size }) => Math.max(most, size), 0);
  const gpuPays = gpu.usable && !gpu.software && bytes > LARGE_CHECKPOINT_BYTES;
  return gpuPays || options.backend === "onnx-webgpu" ? ["q8", "q4"] : ["q8"];
}

/** In float32; in 4 bits about the size from which the GPU pays. */
const LARGE_CHECKPOINT_BYTES = 200_000_000;

function graphOf(listing: Listing, candidate: Candidate | undefined): GraphFiles {
  const graph = candidate === undefined ? undefined : graphsOf(listing)[candidate.dtype];
  if (graph === undefined) {
    throw new Refusal("no_usable_files", "The model has no ONNX file that can run here.", {
      hint: "Choose a model with ONNX files, safetensors or pytorch_model.bin.",
    });
  }
  return graph;
}

function knownAnswer({ manifest }: Listing): ModelManifest["known_answer"] | undefined {
  return manifest?.known_answer.token_ids.length ? manifest.known_answer : undefined;
}

function qualityOf(manifest: ModelManifest | undefined): ModelInfo["quality"] {
  if (manifest === undefined) return {};
  return Object.fromEntries(
    Object.entries(manifest.dtypes).flatMap(([dtype, { quality }]) =>
      quality === undefined ? [] : [[dtype, quality]],
    ),
  );
}

async function requiredText(files: ModelFiles, path: string): Promise<string> {
  if (files.paths.includes(path)) return files.text(path);
  throw new Refusal("no_usable_files", `The model has no ${path}.`, {
    subject: path,
    hint: "Choose a repository or folder with all files of a GPT-2 model.",
  });
}

async function optionalText(files: ModelFiles, path: string): Promise<string | undefined> {
  return files.paths.includes(path) ? files.text(path) : undefined;
}

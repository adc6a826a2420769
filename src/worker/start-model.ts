import type { ModelFiles } from "../contract/bytes.ts";
import type { ModelManifest } from "../contract/manifest.ts";
import type { Gpt2Sizes } from "../gpt2/config-sizes.ts";
import { readSizes } from "../gpt2/config-text.ts";
import type { GraphFiles } from "../runtime/find-graphs.ts";
import type { OnBytes } from "../runtime/onnx/fetch-runtime.ts";
import type { Candidate, Plan } from "../runtime/plan.ts";
import { type StartOptions, startBackend } from "../runtime/start-backend.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import type { Listing, OpenedFiles } from "../store/listing.ts";
import { TOKENIZER_FILES } from "./checkpoint-paths.ts";
import { createPass } from "./create-pass.ts";
import type { EngineWorld } from "./engine-world.ts";
import { missingFile } from "./missing-file.ts";
import { bytesOf } from "./model-graphs.ts";
import type { Started } from "./model-info.ts";
import type { ProgressBar } from "./progress.ts";

/** Share of the start that is done when a backend holds the model; the self-test and the measuring take the rest. */
const CREATED = 0.5;

/** Files that are open, and how they are to be run. */
interface Startable {
  readonly opened: OpenedFiles;
  readonly listing: Listing;
  readonly plan: Plan;
  readonly graph: GraphFiles;
}

/**
 * Reads the tokenizer, and starts the first backend of the plan that passes its test.
 * @throws Refusal of the tokenizer, `no_usable_files`, `no_backend`, `self_test_failed`
 */
export async function startModel(
  { opened, listing, plan, graph }: Startable,
  world: EngineWorld,
  bar: ProgressBar,
): Promise<Started> {
  const { files } = opened;
  const config = await requiredText(files, "config.json");
  const shape = readSizes(config);
  const tokenizer = await tokenizerOf(listing, opened, config, shape.vocab_size);
  const create = creatorOf({ opened, listing, graph }, shape, world, (loaded, total) =>
    bar.broughtRuntime(loaded, total),
  );
  const onCreated = async (candidate: Candidate) => {
    const created = await create(candidate);
    bar.started(CREATED);
    return created;
  };
  const options = { create: onCreated, knownAnswer: knownAnswer(listing), now: world.now };
  return { ...(await startBackend(plan, options)), ...tokenizer };
}

/** Starts a backend on files that are open. */
export function creatorOf(
  { opened, listing, graph }: Omit<Startable, "plan">,
  shape: Gpt2Sizes,
  world: EngineWorld,
  onRuntime: OnBytes,
): StartOptions["create"] {
  const input = { files: opened.files, graph, shape, own: listing.manifest !== undefined, onRuntime };
  return (candidate) => createPass(candidate, { ...input, bytes: bytesOf(listing, candidate.dtype) }, world);
}

/** That of a package of ours, and of the page's own model, is one file; what others wrote takes more to be read. */
async function tokenizerOf(
  { manifest }: Listing,
  { files, source }: OpenedFiles,
  config: string,
  rows: number,
): Promise<Pick<Started, "codec" | "tokenizerNotes">> {
  if (manifest !== undefined) {
    return { codec: createTokenizer(await requiredText(files, "tokenizer.json"), rows), tokenizerNotes: [] };
  }
  const { openReadyTokenizer } = await import("../convert/read/ready-tokenizer.ts");
  const paths = TOKENIZER_FILES.filter((path) => files.paths.includes(path));
  const read = await Promise.all(paths.map(async (path) => [path, { path, bytes: await source(path) }] as const));
  const { codec, notes } = await openReadyTokenizer(new Map(read), config, rows);
  return { codec, tokenizerNotes: notes };
}

/** What a package says that its model answers. */
export function knownAnswer({ manifest }: Listing): ModelManifest["known_answer"] | undefined {
  return manifest?.known_answer.token_ids.length ? manifest.known_answer : undefined;
}

async function requiredText(files: ModelFiles, path: string): Promise<string> {
  if (files.paths.includes(path)) return files.text(path);
  throw missingFile(path);
}

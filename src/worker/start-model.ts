import type { ModelFiles } from "../contract/bytes.ts";
import type { ModelManifest } from "../contract/manifest.ts";
import { readSizes } from "../gpt2/config-text.ts";
import type { GraphFiles } from "../runtime/find-graphs.ts";
import type { OnBytes } from "../runtime/onnx/fetch-runtime.ts";
import type { Candidate, Plan } from "../runtime/plan.ts";
import { startBackend } from "../runtime/start-backend.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import type { Listing } from "../store/listing.ts";
import { createPass } from "./create-pass.ts";
import type { EngineWorld } from "./engine-world.ts";
import { missingFile } from "./missing-file.ts";
import { graphBytes } from "./model-graphs.ts";
import type { Started } from "./model-info.ts";
import type { ProgressBar } from "./progress.ts";

/** Share of the start that is done when a backend holds the model; the self-test and the measuring take the rest. */
const CREATED = 0.5;

/** Files that are open, and how they are to be run. */
interface Startable {
  readonly files: ModelFiles;
  readonly listing: Listing;
  readonly plan: Plan;
  readonly graph: GraphFiles;
}

/**
 * Reads the tokenizer, and starts the first backend of the plan that passes its test.
 * @throws Refusal of the tokenizer, `no_usable_files`, `no_backend`, `self_test_failed`
 */
export async function startModel(
  { files, listing, plan, graph }: Startable,
  world: EngineWorld,
  bar: ProgressBar,
): Promise<Started> {
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

function knownAnswer({ manifest }: Listing): ModelManifest["known_answer"] | undefined {
  return manifest?.known_answer.token_ids.length ? manifest.known_answer : undefined;
}

async function requiredText(files: ModelFiles, path: string): Promise<string> {
  if (files.paths.includes(path)) return files.text(path);
  throw missingFile(path);
}

import type { Dtype } from "../contract/dtypes.ts";
import { wholeRepo } from "../contract/model-source.ts";
import { refuse } from "../contract/outcome.ts";
import type { Checkpoint } from "../convert/checkpoint.ts";
import { type Evaluator, fitText } from "../convert/evaluate/evaluate.ts";
import { SAMPLE_TEXT } from "../convert/evaluate/sample-text.ts";
import { convertCheckpoint } from "../convert/package.ts";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { measureQuality } from "../generate/measure-quality.ts";
import { startTokens } from "../generate/start-tokens.ts";
import { createKernel } from "../kernel/create-kernel.ts";
import { createMultiply } from "../kernel/create-multiply.ts";
import { isBeyondKernel } from "../kernel/is-beyond-kernel.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { sha256Of } from "../store/digest.ts";
import type { Listing } from "../store/listing.ts";
import type { PackageShelf } from "../store/package-shelf.ts";
import type { EngineWorld } from "./engine-world.ts";
import { dropInVain } from "./in-vain.ts";
import type { ProgressBar } from "./progress.ts";
import { checkpointDownload } from "./wanted-files.ts";

/** What is converted, and what it takes. */
interface Conversion {
  readonly listing: Listing;
  readonly dtypes: readonly Dtype[];
  readonly world: EngineWorld;
  readonly bar: ProgressBar;
  readonly signal: AbortSignal;
}

/** A package that was made here. */
export interface MadePackage {
  readonly listing: Listing;
  /** False where not all of it found room: it is there until it is closed. */
  readonly isKept: boolean;
  /** To be called when it was opened, or is not read any more where it is not kept: until then no other tab removes a file of it. */
  close(): Promise<void>;
}

/**
 * Makes a package of a checkpoint: downloads it, converts it, measures it, and keeps the package in its place.
 * @throws Refusal of the store and of the converter
 */
export async function convertHere(conversion: Conversion): Promise<MadePackage> {
  const { listing, world, bar, signal } = conversion;
  bar.expectConversion();
  const paths = checkpointDownload(listing);
  const onBytes = (loaded: number, total: number, paused?: boolean) => bar.downloaded(loaded, total, paused);
  const opened = await world.store.open(listing, paths, { signal, onBytes });
  try {
    const files = await Promise.all(paths.map(async (path) => ({ path, bytes: await opened.source(path) })));
    bar.converted(0);
    return await makePackage(await readCheckpoint(files), conversion);
  } catch (error) {
    await dropInVain(opened, error);
    throw error;
  } finally {
    await opened.close();
  }
}

async function makePackage(checkpoint: Checkpoint, conversion: Conversion): Promise<MadePackage> {
  const { listing, world, bar } = conversion;
  const shelf = await world.store.shelve(listing);
  try {
    await fillShelf(shelf, checkpoint, conversion);
    const converted = await shelf.finish();
    const isKept = await world.store.keepConverted(converted);
    bar.converted(1);
    return { listing: converted, isKept, close: shelf.close };
  } catch (error) {
    await shelf.close();
    throw error;
  }
}

async function fillShelf(
  shelf: PackageShelf,
  checkpoint: Checkpoint,
  { listing: { source, name, commit }, dtypes, world, bar, signal }: Conversion,
): Promise<void> {
  const repo = wholeRepo(source);
  const from = repo !== undefined && commit !== undefined ? { source: { repo, commit } } : {};
  const evaluator = await evaluatorOf(checkpoint, shelf, world);
  const options = {
    name,
    dtypes,
    ...from,
    ...evaluator,
    sha256: (bytes: Uint8Array) => sha256Of(new Blob([bytes.slice()])),
  };
  const converting = convertCheckpoint(checkpoint, options, (progress) => {
    const { step, fraction } = progress;
    bar.converted(step === "tensors" ? fraction * TENSORS_SHARE : TENSORS_SHARE + fraction * (1 - TENSORS_SHARE));
  });
  for await (const file of converting) {
    await shelf.put(file);
    await world.breathe();
    if (signal.aborted) throw refuse("cancelled", "load", {});
  }
}

/** The rest of the conversion's time goes to measuring what came of it. */
const TENSORS_SHARE = 0.6;

async function evaluatorOf(
  checkpoint: Checkpoint,
  shelf: PackageShelf,
  world: EngineWorld,
): Promise<{ evaluator?: Evaluator }> {
  const module = await world.loadKernel(false).catch(() => undefined);
  // Without the kernel a measurement would take ONNX Runtime's download; the page can do without one.
  if (module === undefined) return {};
  const codec = createTokenizer(checkpoint.tokenizer, checkpoint.config.vocab_size);
  const ids = [...startTokens(codec, checkpoint.generationConfig.bos_token_id), ...codec.encode(SAMPLE_TEXT)];
  return {
    evaluator: {
      ids: fitText(checkpoint.config, ids, "builtIn"),
      open: (dtype) => createKernel(shelf.files, dtype, module).catch(noneIfBeyond),
      multiply: await createMultiply(module),
      measure: measureQuality,
    },
  };
}

/** What the kernel cannot run is not measured here: ONNX Runtime's download would take longer than the conversion. */
function noneIfBeyond(error: unknown): undefined {
  if (!isBeyondKernel(error)) throw error;
}

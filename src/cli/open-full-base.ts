import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { ARCHIVE } from "../contract/archive.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import type { Dtype } from "../contract/dtypes.ts";
import type { TextCodec } from "../contract/forward-pass.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { MANIFEST } from "../contract/parse-manifest.ts";
import { describeInEnglish } from "../contract/tell-in-english.ts";
import type { Checkpoint } from "../convert/checkpoint.ts";
import { sideFiles } from "../convert/side-files.ts";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { openPackage } from "../kernel/package-tensors.ts";
import { readValues } from "../kernel/package-values.ts";
import type { NamedValues } from "../kernel/training/weight-room.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { LICENSE, plainSide } from "../train/merged-files.ts";
import type { Io } from "./command.ts";
import { filesWithBase } from "./find-base.ts";
import { openBase } from "./open-base.ts";
import { readCard, readSideFiles } from "./side-bytes.ts";

/** Weights that a model is trained from, the finest first. */
export const FINEST: readonly Dtype[] = ["fp32", "fp16", "q8", "q4", "q4f16"];

/** Where files that lack their base are converted to first, as messages say it: that is then the base of the training. */
const PACKAGE = "MODEL";

/** A model whose weights are trained themselves. */
export interface FullBase {
  readonly shape: Gpt2Config;
  readonly codec: TextCodec;
  readonly defaults: GenerationParameters;
  /** Where others find it, or what it is called: never a path of this disk. */
  readonly published: string;
  /** What its weights are stored as; a checkpoint's are what they are. */
  readonly dtype?: Dtype;
  /** All of its weights as floats, one after the other. */
  tensors(): AsyncIterable<NamedValues>;
  /** What goes beside the weights of the model that is made of it. */
  readonly sides: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly card: string;
}

/**
 * Opens a package, or a checkpoint in any form that `convert` reads.
 * @param repo where it was downloaded from
 * @throws Refusal as the files deserve
 */
export async function openFullBase(folder: string, repo: string | undefined, io: Io): Promise<FullBase> {
  return existsSync(join(folder, MANIFEST)) ? openPackaged(folder, repo) : openCheckpoint(folder, io);
}

async function openPackaged(folder: string, repo: string | undefined): Promise<FullBase> {
  const { files, dtype, shape, codec, defaults, published } = await openBase(folder, repo, FINEST);
  return {
    shape,
    codec,
    defaults,
    published,
    dtype,
    async *tensors() {
      yield* readValues(shape, (await openPackage(files, dtype)).tensors);
    },
    sides: await readSideFiles(files),
    card: await readCard(files),
  };
}

async function openCheckpoint(folder: string, io: Io): Promise<FullBase> {
  const files = await filesWithBase(folder, PACKAGE);
  const checkpoint = await readCheckpoint(files);
  for (const note of checkpoint.notes ?? []) io.stderr.write(`${describeInEnglish(note)}\n`);
  const { config: shape, tokenizer, generationConfig: defaults, tensorNames, readme: card = "" } = checkpoint;
  return {
    shape,
    codec: createTokenizer(tokenizer, shape.vocab_size),
    defaults,
    published: basename(resolve(folder)).replace(ARCHIVE, ""),
    async *tensors() {
      for (const name of tensorNames) yield { name, values: await checkpoint.tensor(name) };
    },
    sides: [...plainSides(checkpoint), ...(await licenseOf(files))],
    card,
  };
}

function plainSides(checkpoint: Checkpoint) {
  return sideFiles(checkpoint, {}).map(({ path, bytes }) => ({ path, bytes: plainSide(path, bytes) }));
}

async function licenseOf(files: readonly NamedBytes[]) {
  const license = files.find(({ path }) => path === LICENSE);
  return license === undefined ? [] : [{ path: LICENSE, bytes: new Uint8Array(await license.bytes.arrayBuffer()) }];
}

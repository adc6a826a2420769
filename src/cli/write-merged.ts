import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { LowRankTerm } from "../contract/low-rank.ts";
import { HALF_FORM } from "../convert/quantize/half.ts";
import { openPackage } from "../kernel/package-tensors.ts";
import { readValues } from "../kernel/package-values.ts";
import { CARD, writeMergedCard } from "../train/merged-files.ts";
import { mergeWeights } from "../train/merged-weights.ts";
import { type Io, type OptionValues, textOf, UsageError } from "./command.ts";
import { diskFailure } from "./disk-failure.ts";
import type { Base } from "./open-base.ts";
import { readCard, readSideFiles } from "./side-bytes.ts";

/** Where the merged model goes; looked at before training, which takes minutes. @throws UsageError */
export async function readMergedOption(values: OptionValues): Promise<string | undefined> {
  const path = textOf(values, "merged");
  const out = textOf(values, "out");
  if (path !== undefined && out !== undefined && resolve(path) === resolve(out))
    throw new UsageError(`--merged ${path}: is --out, where the adapter goes; give another name.`);
  if (path === undefined || !existsSync(path)) return path;
  const names = await readdir(path).catch(() => [""]);
  if (names.length > 0) throw new UsageError(`--merged ${path}: is there already; give another name.`);
  return path;
}

/** Writes the base with an adapter merged into it, as a checkpoint of half precision. @throws Refusal `storage` */
export async function writeMerged(path: string, base: Base, terms: readonly LowRankTerm[], io: Io): Promise<void> {
  const { shape, tensors } = await openPackage(base.files, base.dtype);
  const weights = await mergeWeights(readValues(shape, tensors), terms, HALF_FORM);
  try {
    await mkdir(path, { recursive: true });
    for (const { path: name, bytes } of await readSideFiles(base.files)) await writeFile(join(path, name), bytes);
    await writeFile(join(path, CARD), writeMergedCard(base.published, await readCard(base.files)));
    await writeFile(join(path, "model.safetensors"), weights.stream());
  } catch (error) {
    throw diskFailure(path, error);
  }
  io.stderr.write(`${path}: the model with what it learned, ${(weights.size / 1e6).toFixed(1)} MB\n`);
}

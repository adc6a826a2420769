import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CHAT_TEMPLATE } from "../contract/chat.ts";
import type { LowRankTerm } from "../contract/low-rank.ts";
import { toHalves } from "../convert/quantize/half.ts";
import { openPackage } from "../kernel/package-tensors.ts";
import { readValues } from "../kernel/package-values.ts";
import { mergeWeights } from "../train/merged-weights.ts";
import { type Io, type OptionValues, textOf, UsageError } from "./command.ts";
import { diskFailure } from "./disk-failure.ts";
import type { openBase } from "./open-base.ts";

type Base = Awaited<ReturnType<typeof openBase>>;

/** What lies beside the weights, where the base has it. */
const SIDES = ["config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", CHAT_TEMPLATE];

/** Where the merged model goes; looked at before training, which takes minutes. @throws UsageError */
export async function readMergedOption(values: OptionValues): Promise<string | undefined> {
  const path = textOf(values, "merged");
  if (path === undefined || !existsSync(path)) return path;
  const names = await readdir(path).catch(() => [""]);
  if (names.length > 0) throw new UsageError(`--merged ${path}: is there already; give another name.`);
  return path;
}

/** Writes the base with an adapter merged into it, as a checkpoint of half precision. @throws Refusal `storage` */
export async function writeMerged(path: string, base: Base, terms: readonly LowRankTerm[], io: Io): Promise<void> {
  const { shape, tensors } = await openPackage(base.files, base.dtype);
  const weights = await mergeWeights(readValues(shape, tensors), terms, { dtype: "F16", bytes: 2, encode: toHalves });
  try {
    await mkdir(path, { recursive: true });
    for (const name of SIDES) {
      if (base.files.paths.includes(name)) await writeFile(join(path, name), await base.files.bytes(name));
    }
    await writeFile(join(path, "model.safetensors"), weights.stream());
  } catch (error) {
    throw diskFailure(path, error);
  }
  io.stderr.write(`${path}: the model with what it learned, ${(weights.size / 1e6).toFixed(1)} MB\n`);
}

import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { VOICE_FILE } from "../contract/archive.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import type { LowRankTerm } from "../contract/low-rank.ts";
import { ADAPTER_CONFIG } from "../contract/model-folder.ts";
import { refuseAbout } from "../contract/refuse-file.ts";
import { readAdapterConfig } from "../convert/read/adapter/read-adapter.ts";
import { readApart } from "../convert/read/adapter/read-apart.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import type { PreparedTexts } from "../train/prepare-texts.ts";
import { RATES } from "../train/schedule.ts";
import { finishVoice } from "../voice/finish-voice.ts";
import { type SmallResult, type SmallLearner, teachSmall } from "../voice/teach-small.ts";
import { adapterFiles } from "./add-adapter.ts";
import type { Io } from "./command.ts";
import { diskFailure } from "./disk-failure.ts";
import { ProgressBar } from "./progress-bar.ts";
import type { VoicePlace } from "./voice-option.ts";

interface Small {
  /** With the whole adapter in it. */
  readonly pass: SmallLearner;
  readonly texts: PreparedTexts;
  readonly base: { readonly name: string; readonly id: string; readonly shape: Gpt2Config };
  readonly seed: number;
  /** That the adapter learned with; where that is not known, those that training tries are. */
  readonly rate: number | undefined;
  readonly io: Io;
}

/** Writes an adapter that fits a link. @throws Refusal `storage`, `bad_request` for an adapter that adds nothing */
export async function writeSmall({ path, bytes: most }: VoicePlace, { pass, texts, base, seed, rate, io }: Small) {
  const { n_embd, n_inner, n_layer } = base.shape;
  const about = {
    name: basename(path).replace(VOICE_FILE, ""),
    base: { name: base.name, id: base.id },
    shape: { n_embd, n_inner, n_layer },
  };
  const bar = new ProgressBar(io.stderr);
  const onStep = (step: number, steps: number) => bar.show("Making it small", step / steps);
  let best: SmallResult | undefined;
  try {
    for (const one of rate === undefined ? RATES : [rate]) {
      const options = { bytes: most, seed, rate: one, about };
      const small = await teachSmall(pass, texts, options, { onStep, breathe, isStopped: () => false });
      if (small !== undefined && small.perplexity < (best?.perplexity ?? Number.POSITIVE_INFINITY)) best = small;
      best ??= small;
    }
  } finally {
    bar.clear();
  }
  if (best === undefined) return;
  const bytes = finishVoice(best.voice);
  await writeFile(path, bytes, { flag: "wx" }).catch((error: unknown) => {
    throw diskFailure(path, error);
  });
  io.stderr.write(`${path}: ${bytes.length} bytes, perplexity ${best.perplexity.toFixed(2)} of the texts set aside\n`);
}

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The files of an adapter that an earlier training has finished. */
export async function finishedAdapter(folder: string): Promise<readonly NamedBytes[] | undefined> {
  const isFinished = [ADAPTER_CONFIG, "adapter_model.safetensors"].every((path) => existsSync(join(folder, path)));
  return isFinished ? adapterFiles(folder) : undefined;
}

/**
 * What it adds to its base, and the highest rank.
 * @param base with the name that the adapter's configuration must have
 * @throws Refusal as its files deserve, `unsupported_architecture` where it was trained on another base
 */
export async function termsOfFinished(
  files: readonly NamedBytes[],
  base: { readonly name: string; readonly shape: Gpt2Config },
): Promise<{ readonly terms: readonly LowRankTerm[]; readonly rank: number }> {
  const config = await readAdapterConfig(new Map(files.map((file) => [file.path, file])));
  if (config?.base !== undefined && config.base !== base.name) {
    const names = { base: config.base, model: base.name };
    throw refuseAbout("unsupported_architecture", config.path, "adapter_base", names);
  }
  const terms = await readApart(files, base);
  return { terms, rank: Math.max(1, ...terms.map(({ rank }) => rank)) };
}

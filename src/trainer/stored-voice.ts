import type { LowRankTerm } from "../contract/low-rank.ts";
import { toOutcome } from "../contract/outcome.ts";
import type { KeptVoice } from "../contract/training.ts";
import { ADAPTER_TARGETS } from "../kernel/training/adapter-shape.ts";
import type { PreparedTexts } from "../train/prepare-texts.ts";
import type { SmallLearner } from "../voice/teach-small.ts";
import { writePeftFiles } from "../train/peft-files.ts";
import { readTerms } from "./adapter-zip.ts";
import type { StoredVoice } from "./kept-notes.ts";
import type { Base } from "./open-base.ts";
import type { Learned } from "./teach.ts";
import type { WritingDesk } from "./voice.ts";

/** What a voice learned from, and what computes. */
export interface VoiceLesson {
  readonly pass: SmallLearner;
  readonly texts: PreparedTexts;
  readonly seed: number;
  readonly rate: number;
}

/** What was learned or opened: how it is written with, and its files. */
export interface Voice {
  readonly terms: readonly LowRankTerm[];
  /** Where training left its weights in memory, they are written with. */
  readonly desk?: WritingDesk;
  /** The training that it is of, while its memory is there. */
  readonly lesson?: VoiceLesson;
  readonly stored: StoredVoice;
  /** Whether it is the one that the device keeps for its base. */
  readonly isKept: boolean;
}

/** What a training left: written with as it is in memory, kept and saved as files. */
export function voiceOfLearned(
  { taught, terms, desk, rank, alpha, pairs, lesson }: Learned,
  base: Base,
  name: string,
): Voice {
  const files = writePeftFiles({ rank, alpha, targets: ADAPTER_TARGETS, pairs, base: base.published });
  const { before, after } = taught;
  return { terms, desk, lesson, isKept: false, stored: { version: 1, name, before, after, files: copiesOf(files) } };
}

/** One that was kept; what cannot be read any more is not there. */
export async function recallVoice(stored: StoredVoice, base: Base): Promise<Voice | undefined> {
  const files = stored.files.map(({ path, bytes }) => ({ path, bytes: new Blob([new Uint8Array(bytes)]) }));
  const read = await toOutcome(() => readTerms(files, base));
  return read.ok ? { terms: read.value, stored, isKept: true } : undefined;
}

/** What the page is told of one. */
export function tellVoice({ name, before, after }: StoredVoice): KeptVoice {
  return { name, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

export function copiesOf(files: readonly { readonly path: string; readonly bytes: Uint8Array }[]) {
  return files.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes) }));
}

import type { LowRankTerm } from "../contract/low-rank.ts";
import { digestOfTerms } from "../store/adapter-digest.ts";
import type { KeptAdapter, ShelfFiles } from "../store/adapter-shelf.ts";
import type { TrainerWorld } from "./trainer-world.ts";
import { toOutcome } from "../contract/outcome.ts";
import type { KeptVoice } from "../contract/training.ts";
import { ADAPTER_TARGETS } from "../kernel/training/adapter-shape.ts";
import type { PreparedTexts } from "../train/prepare-texts.ts";
import type { SmallLearner } from "../voice/teach-small.ts";
import { writePeftFiles } from "../train/peft-files.ts";
import { readTerms } from "./adapter-zip.ts";
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

/** An adapter as files of PEFT, and what they are of. */
export interface StoredVoice extends KeptVoice {
  readonly files: ShelfFiles;
}

/** What was learned or opened: how it is written with, and its files. */
export interface Voice {
  readonly terms: readonly LowRankTerm[];
  /** Where training left its weights in memory, they are written with. */
  readonly desk?: WritingDesk;
  /** The training that it is of, while its memory is there. */
  readonly lesson?: VoiceLesson;
  readonly stored: StoredVoice;
}

/** What a training left: written with as it is in memory, kept and saved as files. */
export function voiceOfLearned(
  { taught, terms, desk, rank, alpha, pairs, lesson }: Learned,
  base: Base,
  name: string,
): Voice {
  const files = writePeftFiles({ rank, alpha, targets: ADAPTER_TARGETS, pairs, base: base.published });
  const { before, after } = taught;
  return { terms, desk, lesson, stored: { name, before, after, files: copiesOf(files) } };
}

/** One that is kept; what cannot be read any more is not there. */
export async function recallVoice(
  kept: KeptAdapter | undefined,
  base: Base,
  { shelf }: Pick<TrainerWorld, "shelf">,
): Promise<Voice | undefined> {
  const files = kept && (await shelf.files(kept.id));
  if (kept === undefined || files === undefined) return undefined;
  const read = await toOutcome(() => readTerms(files.map(asNamed), base));
  return read.ok ? { terms: read.value, stored: { ...tellVoice(kept), files } } : undefined;
}

/**
 * Keeps one beside the other adapters of its base, where the model's thread finds it, too. @returns its id
 * @throws Refusal `quota`, `storage`
 */
export async function shelveVoice(
  { name, files, ...measured }: StoredVoice,
  base: Base,
  { shelf, date }: Pick<TrainerWorld, "shelf" | "date">,
): Promise<string> {
  const { id: _id, name: _name, ...measures } = tellVoice({ name, ...measured });
  const note = {
    name,
    // Of what is read of the files: whoever opens them anew knows it again.
    digest: await digestOfTerms(await readTerms(files.map(asNamed), base)),
    base: base.name,
    source: base.source,
    bases: [...base.ids],
    added: date(),
    ...measures,
  };
  return shelf.keep(note, files);
}

/** Moves what an earlier version kept beside its notes to the other adapters; where that fails it stays there. */
export async function shelveOld(base: Base, world: Pick<TrainerWorld, "shelf" | "date" | "notes">): Promise<void> {
  const old = await world.notes.oldVoice(base.id);
  if (old === undefined) return;
  await toOutcome(async () => {
    await shelveVoice(old, base, world);
    await world.notes.dropOldVoice(base.id);
  });
}

/** What the page is told of one. */
export function tellVoice({ id, name, before, after }: KeptVoice): KeptVoice {
  return {
    ...(id !== undefined && { id }),
    name,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

function asNamed({ path, bytes }: ShelfFiles[number]) {
  return { path, bytes: new Blob([new Uint8Array(bytes)]) };
}

export function copiesOf(files: readonly { readonly path: string; readonly bytes: Uint8Array }[]) {
  return files.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes) }));
}

import { refuse } from "../contract/outcome.ts";
import type { SmallVoice } from "../contract/training.ts";
import { finishVoice } from "../voice/finish-voice.ts";
import { shrinkAdapter } from "../voice/shrink.ts";
import { teachSmall } from "../voice/teach-small.ts";
import type { Voice as LinkedVoice } from "../voice/voice.ts";
import { stemOf } from "./adapter-zip.ts";
import type { Base } from "./open-base.ts";
import type { Voice, VoiceLesson } from "./stored-voice.ts";

/** Of a file: a link has a third more letters. Half of it keeps much less of a style far from the base's, twice of it some more. */
const BYTES = 8192;

interface Making {
  onStep(done: number): void;
  breathe(): Promise<void>;
  isStopped(): boolean;
  /** Runs what computes for long while no other tab trains. @throws Refusal `busy` */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * A voice as a file that fits a link. Where its texts are at hand, it learns them once more.
 * @throws Refusal `busy`, `cancelled`, `bad_request` for an adapter that adds nothing
 */
export async function makeSmall(voice: Voice, base: Base, name: string, making: Making): Promise<SmallVoice> {
  const { n_embd, n_inner, n_layer } = base.shape;
  const about = { name, base: { name: base.published, id: base.id }, shape: { n_embd, n_inner, n_layer } };
  const { lesson } = voice;
  const { small, perplexity } =
    lesson === undefined
      ? { small: shrinkAdapter(voice.terms, BYTES, about) }
      : await making.alone(() => learnOnceMore(lesson, about, making));
  const bytes = new Blob([finishVoice(small)]);
  return { name: `${stemOf(name)}.hostless-voice`, bytes, ...(perplexity !== undefined && { perplexity }) };
}

async function learnOnceMore(
  { pass, texts, seed, rate }: VoiceLesson,
  about: Omit<LinkedVoice, "directions">,
  making: Making,
) {
  const hooks = {
    onStep: (step: number, steps: number) => making.onStep(step / steps),
    breathe: making.breathe,
    isStopped: making.isStopped,
  };
  const small = await teachSmall(pass, texts, { bytes: BYTES, seed, rate, about }, hooks);
  if (small === undefined) throw refuse("cancelled", "training", {});
  return { small: small.voice, perplexity: small.perplexity };
}

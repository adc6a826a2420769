import type { AdapterRack, LowRankTerm } from "../contract/low-rank.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import { resolveParameters } from "../contract/parameters.ts";
import type { SamplePair } from "../contract/training.ts";
import { generateTokens } from "../generate/generate-tokens.ts";
import type { Gate } from "./gate.ts";
import type { Base } from "./open-base.ts";
import type { TrainerWorld } from "./trainer-world.ts";

/** Tokens of a sample. */
const SAMPLE_TOKENS = 40;

/** A forward pass that adapters can lie beside. */
export type Writer = ForwardPass & { readonly adapters: AdapterRack };

/** What was asked to be written. */
export interface Asked {
  readonly prompt: string;
  readonly seed: number;
}

/** What writing takes. */
export interface WritingDesk {
  readonly base: Base;
  readonly writer: Writer;
  readonly world: Pick<TrainerWorld, "now" | "breathe">;
  isStopped(): boolean;
}

/** Lets messages in, and others compute first. */
export function makeBreathe(world: TrainerWorld, gate: Gate): () => Promise<void> {
  return async () => {
    await world.breathe();
    await gate.pass();
  };
}

/** A desk at which everything that is begun is written to its end. */
export function openDesk(base: Base, writer: Writer, { now }: TrainerWorld, breathe: () => Promise<void>): WritingDesk {
  return { base, writer, world: { now, breathe }, isStopped: () => false };
}

/** Writes with the model as it is. */
export async function writeBefore(desk: WritingDesk, asked: readonly Asked[]): Promise<readonly string[]> {
  desk.writer.adapters.select(undefined);
  const texts: string[] = [];
  for (const one of asked) texts.push(await writeOne(desk, one));
  return texts;
}

/** Writes with the terms beside the model, and leaves it as it was. */
export async function writeWith(
  desk: WritingDesk,
  terms: readonly LowRankTerm[],
  asked: readonly Asked[],
): Promise<readonly string[]> {
  const { adapters } = desk.writer;
  const adapter = adapters.add(terms);
  try {
    const texts: string[] = [];
    for (const one of asked) {
      adapters.select(adapter);
      texts.push(await writeOne(desk, one));
    }
    return texts;
  } finally {
    adapters.remove(adapter);
  }
}

/** Both, side by side. */
export function pairUp(
  asked: readonly Asked[],
  before: readonly string[],
  now: readonly string[],
): readonly SamplePair[] {
  return asked.map(({ prompt }, i) => ({ prompt, before: before[i] ?? "", now: now[i] ?? "" }));
}

/** The text alone, without its prompt. */
async function writeOne({ base, writer, world, isStopped }: WritingDesk, { prompt, seed }: Asked): Promise<string> {
  const wanted = {
    max_new_tokens: SAMPLE_TOKENS,
    num_return_sequences: 1,
    num_beams: 1,
    seed,
    return_full_text: false,
  };
  const parameters = resolveParameters(wanted, base.defaults, seed);
  const hooks = { onDelta: () => undefined, isStopped, now: world.now, breathe: world.breathe };
  const { samples } = await generateTokens(writer, base.codec, { prompts: [prompt], parameters }, hooks);
  return samples[0]?.text ?? "";
}

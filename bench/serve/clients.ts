import { readMiddle } from "./spread.ts";

/** What clients ask for: each its own text, of the same length. */
export interface Ask {
  readonly prompt: string;
  readonly seed: number;
}

/** What came of an ask. */
export interface Answer {
  readonly text: string;
  readonly tokens: number;
  /** Milliseconds until the first piece of it was there; until all of it where it came whole. */
  readonly firstMs: number;
}

/** Asks a server in one way. @throws where there is no answer */
export type AskFor = (url: string, ask: Ask) => Promise<Answer>;

/** Tokens of an answer. */
export const TOKENS = 24;

const PROMPTS = [
  "life is",
  "love",
  "the most important thing",
  "war",
  "she is a warrior",
  "time",
  "hope is",
  "a friend",
];
/** Calls that differ. */
export const ASKS: readonly Ask[] = Array.from({ length: 64 }, (_, i) => ({
  prompt: PROMPTS[i % PROMPTS.length] ?? "",
  seed: i,
}));

export interface Load {
  readonly answers: number;
  readonly tokens: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p95: number;
  /** Median time until the first piece of a text. */
  readonly first: number;
  /** Answers that are another call's, or nobody's. */
  readonly wrong: number;
  /** Calls that failed, by what they were told. */
  readonly failed: Readonly<Record<string, number>>;
}

/**
 * So many clients ask again and again for so long.
 * @param known texts that {@link ASKS} get alone; without them no answer is compared
 */
export async function runClients(
  askFor: AskFor,
  url: string,
  clients: number,
  seconds: number,
  known?: readonly string[],
): Promise<Load> {
  const times: number[] = [];
  const firsts: number[] = [];
  const failed: Record<string, number> = {};
  let tokens = 0;
  let wrong = 0;
  const start = performance.now();
  const runClient = async (client: number) => {
    // Each goes through all of them: who asked for one again and again would ask for short texts most often.
    for (let turn = client; performance.now() - start < seconds * 1000; turn++) {
      const ask = ASKS[turn % ASKS.length];
      if (ask === undefined) return;
      const began = performance.now();
      const answer = await askFor(url, ask).catch((error: Error) => error);
      if (answer instanceof Error) {
        failed[answer.message] = (failed[answer.message] ?? 0) + 1;
        await new Promise((resolve) => setTimeout(resolve, 200));
        continue;
      }
      times.push(performance.now() - began);
      firsts.push(answer.firstMs);
      tokens += answer.tokens;
      if (known !== undefined && answer.text !== known[turn % ASKS.length]) wrong++;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, i) => runClient(i)));
  const taken = (performance.now() - start) / 1000;
  const { p50: first } = readMiddle(firsts);
  return { answers: times.length, tokens, seconds: taken, ...readMiddle(times), first, wrong, failed };
}

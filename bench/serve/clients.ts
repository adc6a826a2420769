import { readMiddle } from "./spread.ts";

/** What clients ask for: each its own text, of the same length. */
export interface Ask {
  readonly prompt: string;
  readonly seed: number;
}

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

/** The text of an answer. @throws where there is none */
export async function askFor(url: string, { prompt, seed }: Ask, tokens = TOKENS): Promise<string> {
  const response = await fetch(`${url}/generate_quote`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ prompt, seed, max_new_tokens: tokens, min_new_tokens: tokens }),
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const { generated_text: text } = await response.json();
  if (typeof text !== "string") throw new Error("no text");
  return text;
}

export interface Load {
  readonly answers: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p95: number;
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
  url: string,
  clients: number,
  seconds: number,
  known?: readonly string[],
): Promise<Load> {
  const times: number[] = [];
  const failed: Record<string, number> = {};
  let wrong = 0;
  const start = performance.now();
  const runClient = async (client: number) => {
    for (let turn = client; performance.now() - start < seconds * 1000; turn += clients) {
      const ask = ASKS[turn % ASKS.length];
      if (ask === undefined) return;
      const began = performance.now();
      const text = await askFor(url, ask).catch((error: Error) => error);
      if (typeof text === "string") {
        times.push(performance.now() - began);
        if (known !== undefined && text !== known[turn % ASKS.length]) wrong++;
      } else {
        failed[text.message] = (failed[text.message] ?? 0) + 1;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, i) => runClient(i)));
  const taken = (performance.now() - start) / 1000;
  return { answers: times.length, seconds: taken, ...readMiddle(times), wrong, failed };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { runCli } from "../../../src/cli/testing/run-cli.ts";
import { readSizes } from "../../../src/gpt2/config-text.ts";
import { createTokenizer } from "../../../src/runtime/tokenizer.ts";
import type { PromptCase } from "./expectation.ts";

const answer = v.object({ prompt_tokens: v.number(), token_ids: v.array(v.number()) });

/** What a command writes as it goes on. */
const PROGRESS = new Set(["Reading", "Converting", "Measuring the quality"]);

/** In what a model differs from transformers, or why it is refused. */
export interface Difference {
  readonly verdict: "refused" | "wrong";
  readonly why: string;
}

/**
 * @param model folder of a package, or of graphs
 * @param hasTokenizer whether its tokenizer is as the package's maker wrote it: then ids are compared one by one, and texts
 */
export async function findDifference(
  model: string,
  cases: readonly PromptCase[],
  hasTokenizer: boolean,
): Promise<Difference | undefined> {
  for (const one of cases) {
    const found = (hasTokenizer ? compareTokens(model, one) : undefined) ?? (await compareText(model, one));
    if (found !== undefined) return typeof found === "string" ? { verdict: "wrong", why: sayOf(one, found) } : found;
  }
  return undefined;
}

function compareTokens(model: string, { prompt, input_ids, greedy, decoded }: PromptCase): string | undefined {
  const { vocab_size: rows } = readSizes(readFileSync(join(model, "config.json"), "utf8"));
  const codec = createTokenizer(readFileSync(join(model, "tokenizer.json"), "utf8"), rows);
  const { prefix = [], suffix = [] } = codec;
  const ids = [...prefix, ...codec.encode(prompt), ...suffix];
  if (input_ids.length > 0 && ids.join() !== input_ids.join()) return `tokens ${ids.join()} for ${input_ids.join()}`;
  const text = codec.decode([...input_ids, ...greedy]);
  if (decoded !== undefined && text !== decoded) return `text ${JSON.stringify(text)} for ${JSON.stringify(decoded)}`;
  return undefined;
}

/** What it writes, through the command line. */
async function compareText(model: string, one: PromptCase): Promise<Difference | string | undefined> {
  const { prompt, input_ids, greedy, extra } = one;
  const line = ["--model", model, "--dtype", "fp32", `--prompt=${prompt}`, "--no-do-sample", ...extra];
  const { code, out, err } = await runCli("generate", ...line, "--max-new-tokens", `${greedy.length}`, "--json");
  if (code !== 0) return { verdict: "refused", why: firstLine(err) };
  const { prompt_tokens, token_ids } = v.parse(answer, JSON.parse(out));
  if (prompt_tokens !== input_ids.length && input_ids.length > 0)
    return `${prompt_tokens} tokens for ${input_ids.length}`;
  const i = greedy.findIndex((id, place) => token_ids[place] !== id);
  return i < 0 ? undefined : `token ${i} is ${token_ids[i]} for ${greedy[i]}`;
}

function sayOf({ prompt }: PromptCase, what: string): string {
  return `${JSON.stringify(prompt)}: ${what}`;
}

/** The first line that says something of the checkpoint. */
export function firstLine(text: string): string {
  return text.split("\n").find((line) => line !== "" && !PROGRESS.has(line)) ?? "";
}

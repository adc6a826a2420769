import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { at } from "../contract/at.ts";
import { readDefaults } from "../contract/model-defaults.ts";
import { scoreText } from "../generate/score.ts";
import { startTokens } from "../generate/start-tokens.ts";
import { readText } from "../generate/text-tokens.ts";
import { readSizes } from "../gpt2/config-text.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { openFolder } from "./folder-files.ts";
import { openPass } from "./open-pass.ts";
import { runCli } from "./testing/run-cli.ts";

const numbers = v.array(v.number());
const goldens = v.parse(
  v.array(v.object({ text: v.string(), ids: numbers, logprobs: numbers, likeliest: numbers })),
  JSON.parse(await readFile("fixtures/scores.json", "utf8")),
);

/** A model on disk, as the page's thread has it. */
async function openModel(folder: string, backend: "kernel" | "onnx-wasm") {
  const files = await openFolder(folder);
  const config = await files.text("config.json");
  const { vocab_size: vocabSize } = readSizes(config);
  const codec = createTokenizer(await files.text("tokenizer.json"), vocabSize);
  const { parameters } = readDefaults(await files.text("generation_config.json"), config, vocabSize);
  const start = startTokens(codec, parameters.bos_token_id);
  const [end] = [parameters.eos_token_id].flat();
  if (end === undefined) throw new Error("no token ends a text");
  return {
    pass: await openPass(files, "q4", backend),
    codec,
    vocabSize,
    start,
    end,
  };
}

/** How far probabilities are from PyTorch's, smallest first, and at how many places both think another token likeliest. */
async function compareWithPytorch(backend: "kernel" | "onnx-wasm") {
  const { pass, ...reader } = await openModel("public/models/quotes", backend);
  const errors: number[] = [];
  let others = 0;
  for (const { text, ids, logprobs, likeliest } of goldens) {
    const { details = [] } = await scoreText(pass, reader.codec, readText(text, reader), { wanted: 1 });
    expect(details.map(({ id }) => id)).toEqual(ids);
    for (const [i, { logprob, top }] of details.entries()) {
      errors.push(Math.abs(Math.exp(logprob ?? Number.NaN) - Math.exp(at(logprobs, i))));
      if (at(top, 0).id !== likeliest[i]) others++;
    }
  }
  await pass.dispose();
  return { errors: errors.sort((a, b) => a - b), others };
}

describe("probabilities of the site's own model, against transformers'", () => {
  it("are the same where ONNX Runtime computes in float32", async () => {
    const { errors, others } = await compareWithPytorch("onnx-wasm");
    expect([errors.length, others]).toEqual([330, 0]);
    expect(at(errors, 329)).toBeLessThan(1e-3);
  });

  it("are the same where the kernel computes with its 4-bit weights", async () => {
    const { errors, others } = await compareWithPytorch("kernel");
    expect([errors.length, others]).toEqual([330, 0]);
    expect(at(errors, 329)).toBeLessThan(1e-3);
  });
});

it("scores a thousand lines as evaluate does", async () => {
  const SMALL = "public/models/quotes-small";
  const subjects = ["Life", "Love", "The sea", "Courage", "My friend", "Nobody", "Hope", "A door", "Time", "Silence"];
  const verbs = ["is", "was", "knows", "needs", "forgets", "loves", "becomes", "remembers", "begins with", "ends in"];
  const rests = [
    "a song.",
    "nothing.",
    "the truth!",
    "us all",
    "tomorrow.",
    "“yes”.",
    "rain…",
    "an open hand.",
    "two",
    "why?",
  ];
  const lines = subjects.flatMap((one) => verbs.flatMap((two) => rests.map((three) => `${one} ${two} ${three}`)));
  const file = join(await mkdtemp(join(tmpdir(), "hostless-")), "lines.txt");
  await writeFile(file, lines.join("\n"));
  const { out } = await runCli("evaluate", "--model", SMALL, "--dtype", "q4", "--text", file, "--lines", "--json");
  const { pass, end, ...reader } = await openModel(SMALL, "kernel");
  let [surprise, tokens] = [0, 0];
  for (const line of lines) {
    const text = readText(line, reader, { text: "", ids: [end] });
    const { details = [] } = await scoreText(pass, reader.codec, text, { wanted: 0 });
    surprise -= details.reduce((sum, { logprob }) => sum + (logprob ?? 0), 0);
    tokens += details.length;
  }
  const { perplexity, tokens: evaluated } = JSON.parse(out);
  expect([lines.length, tokens]).toEqual([1000, evaluated]);
  expect(Math.exp(surprise / tokens)).toBeCloseTo(perplexity, 6);
});

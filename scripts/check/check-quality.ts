/**
 * Judges what a package's weights and the kernel make of a checkpoint, on real text:
 * `npm run check:quality -- --checkpoint DIR [--model DIR] [--dtype NAME] [--text FILE] [--positions N]`. Prints the figures; exits with
 * 1 where one is beyond its goal. Every line is a text of its own; without a file a short text is taken that is built in.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { filesOf } from "../../src/cli/file-bytes.ts";
import { openModel } from "../../src/cli/open-model.ts";
import { kernelModule } from "../../src/cli/open-pass.ts";
import type { ForwardPass } from "../../src/contract/forward-pass.ts";
import { ReferencePass } from "../../src/convert/evaluate/reference.ts";
import { RepeatingPass } from "../../src/convert/evaluate/repeating-pass.ts";
import { SAMPLE_TEXT } from "../../src/convert/evaluate/sample-text.ts";
import { readCheckpoint } from "../../src/convert/read/read-checkpoint.ts";
import { measureQuality } from "../../src/generate/measure-quality.ts";
import { textPositions } from "../../src/generate/text-positions.ts";
import { createMultiply } from "../../src/kernel/create-multiply.ts";

const { values } = parseArgs({
  options: {
    checkpoint: { type: "string" },
    model: { type: "string", default: "public/models/quotes" },
    dtype: { type: "string" },
    text: { type: "string" },
    positions: { type: "string", default: "2000" },
  },
});
if (values.checkpoint === undefined) {
  console.error("Which checkpoint? npm run check:quality -- --checkpoint DIR --model PACKAGE [--text FILE]");
  process.exit(2);
}
const checkpoint = await readCheckpoint(await filesOf(values.checkpoint));
const reference = new RepeatingPass(new ReferencePass(checkpoint, await createMultiply(await kernelModule())));
const wanted = { model: values.model, backend: "kernel", ...(values.dtype !== undefined && { dtype: values.dtype }) };
const { pass, codec, defaults } = await openModel(wanted, process);
const text = values.text === undefined ? SAMPLE_TEXT : await readFile(values.text, "utf8");
const [end] = [defaults.eos_token_id ?? []].flat();
const lines = text.split("\n").filter((line) => line !== "");
const ids = lines
  .flatMap((line) => [...(end === undefined ? [] : [end]), ...codec.encode(line)])
  .slice(0, Number(values.positions) + 1);

const quality = await measureQuality(reference, pass, ids);
reference.rewind();
const errors = await logitErrors(reference, pass, ids);
const loss = (perplexity: number) => Math.abs(perplexity / quality.fp32_perplexity - 1);
const figures: readonly (readonly [what: string, percent: number, goal: "at least" | "at most", bound: number])[] = [
  ["same likeliest token", 100 * quality.top1_agreement, "at least", 99],
  ["error of the logits, mean", 100 * (errors.reduce((sum, error) => sum + error, 0) / errors.length), "at most", 1],
  ["perplexity, prefill, off fp32", 100 * loss(quality.perplexity_prefill), "at most", 0.5],
  ["perplexity, token by token, off fp32", 100 * loss(quality.perplexity_decode), "at most", 0.5],
];
console.log(`${quality.tokens} positions, perplexity ${quality.fp32_perplexity.toFixed(3)} in fp32,`);
console.log(
  `${quality.perplexity_prefill.toFixed(3)} by prefill, ${quality.perplexity_decode.toFixed(3)} token by token.`,
);
console.log(`Error of the logits at the worst position: ${(100 * Math.max(...errors)).toFixed(2)} %.`);
for (const [what, percent, goal, bound] of figures) {
  const met = goal === "at least" ? percent >= bound : percent <= bound;
  console.log(`${met ? "met   " : "missed"}  ${what}: ${percent.toFixed(3)} %, goal ${goal} ${bound} %`);
  if (!met) process.exitCode = 1;
}

/** For every position the length of the logits' difference over the length of the reference's logits. */
async function logitErrors(exact: ForwardPass, quantized: ForwardPass, tokens: readonly number[]): Promise<number[]> {
  const expected = textPositions(exact, tokens);
  const found: number[] = [];
  for await (const { targets, logits } of textPositions(quantized, tokens)) {
    const same = (await expected.next()).value?.logits ?? new Float32Array();
    targets.forEach((_, row) => {
      let [difference, length] = [0, 0];
      for (let i = row * exact.vocabSize; i < (row + 1) * exact.vocabSize; i++) {
        difference += ((logits[i] ?? Number.NaN) - (same[i] ?? 0)) ** 2;
        length += (same[i] ?? 0) ** 2;
      }
      found.push(Math.sqrt(difference / length));
    });
  }
  return found;
}

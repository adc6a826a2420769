import { ENOUGH_TEXTS } from "../contract/training.ts";
import type { PreparedTexts } from "../train/prepare-texts.ts";
import type { FoundTexts } from "../train/read-texts.ts";
import type { TrainResult } from "../train/training-run.ts";
import type { Io, OptionValues } from "./command.ts";

/** Says what was found to learn from. @param longest tokens that a text was cut to */
export function tellTexts(
  { texts, leftOut }: FoundTexts,
  { training, heldOut, cut }: PreparedTexts,
  longest: number,
  io: Io,
): void {
  const { repeated, empty, addresses } = leftOut;
  io.stderr.write(`${texts.length} texts: ${training.length} to learn from, ${heldOut.length} set aside\n`);
  if (repeated + empty + addresses > 0) {
    io.stderr.write(`left out: ${repeated} repeated, ${empty} without letters, ${addresses} addresses\n`);
  }
  if (cut > 0) io.stderr.write(`${cut} cut to ${longest} tokens\n`);
  if (texts.length < ENOUGH_TEXTS) io.stderr.write(`Fewer than ${ENOUGH_TEXTS} texts give form, but little sense.\n`);
}

/** Says what came of a training: a line, or JSON. */
export function tellResult(result: TrainResult, values: OptionValues, io: Io): void {
  const { step, steps, before, after, rate } = result;
  const plain = `kept step ${step} of ${steps}, rate ${rate}: perplexity ${after.toFixed(2)}, before ${before.toFixed(2)}\n`;
  io.stdout.write(values["json"] ? `${JSON.stringify(result, undefined, 2)}\n` : plain);
}

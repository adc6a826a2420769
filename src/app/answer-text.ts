import { cleanUp } from "../contract/clean-up.ts";
import type { LiveSample, RunRequest } from "./state/run.ts";

/** Characters of a prompt that are repeated before the answer; laying out a whole megabyte at each frame would stall. */
const SHOWN_PROMPT = 1200;

/** A text in two parts, so that what the model wrote is coloured apart from what it was given. */
interface AnswerText {
  readonly prompt: string;
  readonly answer: string;
}

/** The prompt and the answer as they are shown; tidied as one text, so that their seam is tidied too. */
export function answerText({ given, kept }: RunRequest, { text }: LiveSample, isTidy: boolean): AnswerText {
  if (!isTidy) return { prompt: shorten(given), answer: kept + text };
  const whole = cleanUp(given + kept + text);
  const start = cleanUp(given);
  if (!whole.startsWith(start)) return { prompt: "", answer: whole };
  return { prompt: shorten(start), answer: whole.slice(start.length) };
}

function shorten(prompt: string): string {
  return prompt.length > SHOWN_PROMPT ? `… ${prompt.slice(-SHOWN_PROMPT)}` : prompt;
}

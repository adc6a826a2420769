import { cleanUp } from "../contract/clean-up.ts";
import type { LiveSample, RunRequest } from "./state/run.ts";

/** Characters of a prompt that are repeated before the text; laying out a whole megabyte at each frame would stall. */
const SHOWN_PROMPT = 1200;

/** A text in two parts, so that what the model wrote is coloured apart from what it was given. */
export interface CutText {
  readonly prompt: string;
  readonly text: string;
}

/** The prompt and the text as they are shown; tidied as one text, so that their seam is tidied too. */
export function cutText({ prompt, continued }: RunRequest, { text }: LiveSample, isTidy: boolean): CutText {
  if (!isTidy) return { prompt: shorten(prompt), text: continued.text + text };
  const whole = cleanUp(prompt + continued.text + text);
  const start = cleanUp(prompt);
  if (!whole.startsWith(start)) return { prompt: "", text: whole };
  return { prompt: shorten(start), text: whole.slice(start.length) };
}

/** The end of a prompt that is too long to be shown. */
/** The end of a prompt; the whole of it where it is not too long to be shown. */
export function shorten(prompt: string): string {
  return prompt.length > SHOWN_PROMPT ? `… ${prompt.slice(-SHOWN_PROMPT)}` : prompt;
}

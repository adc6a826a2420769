import { cleanLine } from "../../contract/plain-text.ts";
import type { CutText } from "../cut-text.ts";

/** A text ready to be set: single spaces, at most one empty line in a row, nothing that turns the reading direction. */
export interface Sentence {
  readonly text: string;
  /** Where the part begins that the model wrote, in UTF-16 units. */
  readonly written: number;
}

/** UTF-16 units that are looked at; no picture has room for as many. */
const LONGEST = 4000;
/** UTF-16 units within which a space is looked for to cut a text at. */
const NEAR = 200;
/** UTF-16 units of a prompt that stay before a text for which there is no room. */
const LONGEST_PROMPT = 400;

export function sentenceOf({ prompt, text }: CutText): Sentence {
  const whole = tidySpaces(prompt + text);
  const letters = inkOf(tidySpaces(prompt)).length;
  return { text: cutAt(whole, LONGEST), written: endOfInk(whole, letters) };
}

/** The same with only the end of a long prompt, so that what the model wrote is in the picture; `undefined` for a short one. */
export function withShortPrompt({ prompt, text }: CutText): Sentence | undefined {
  const tidy = tidySpaces(prompt);
  if (tidy.length <= LONGEST_PROMPT) return undefined;
  const end = prompt.slice(-LONGEST_PROMPT).replace(/^\S*\s/u, "");
  return sentenceOf({ prompt: `… ${end}`, text });
}

/** What a picture says to those who do not see it. */
export function altOf({ prompt, text }: CutText): string {
  return tidySpaces(prompt + text);
}

function tidySpaces(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => cleanLine(line, line.length));
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** A text without what shows nothing. */
const inkOf = (text: string) => text.replace(/\s+/gu, "");

/** Behind so many units that are seen, and the space that follows them. */
function endOfInk(text: string, units: number): number {
  let seen = 0;
  let at = 0;
  while (at < text.length && seen < units) {
    if (!/\s/u.test(text.charAt(at))) seen++;
    at++;
  }
  while (/\s/u.test(text.charAt(at))) at++;
  return at;
}

/** The beginning of a text with an ellipsis, up to a space where there is one near. */
function cutAt(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const start = text.slice(0, longest).replace(/[\ud800-\udbff]$/, "");
  const space = start.lastIndexOf(" ");
  return space > longest - NEAR ? `${start.slice(0, space)} …` : `${start}…`;
}

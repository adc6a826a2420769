import { cleanUp } from "../contract/clean-up.ts";
import type { Run } from "./state/run.ts";

/** What a run shows, as one text: each of its texts with the prompt before it, an empty line between two. */
export function wholeText({ request, samples }: Run, isTidy: boolean): string {
  const texts = samples.map(({ text }) => request.prompt + request.continued.text + text);
  return (isTidy ? texts.map(cleanUp) : texts).join("\n\n");
}

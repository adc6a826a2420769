import { useModelLanguage } from "../use-model-language.ts";

/** Characters of a prompt that are shown: its end is what the next token follows. */
const SHOWN = 120;

interface TourQuoteProps {
  readonly prompt: string;
  /** What was written after it. */
  readonly written?: string;
}

/** The end of the prompt, and what follows. */
export function TourQuote({ prompt, written = "" }: TourQuoteProps) {
  // No half of a character, and no look at all of a long prompt while one drags.
  const end = Array.from(prompt.slice(-2 * SHOWN))
    .slice(-SHOWN)
    .join("");
  return (
    <p dir="auto" lang={useModelLanguage()} className="font-serif wrap-anywhere whitespace-pre-wrap">
      {end !== prompt && "… "}
      {end}
      <span className="written text-accent">{written}</span>
      {written === "" && " …"}
    </p>
  );
}

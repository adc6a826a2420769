import { useId, useMemo } from "react";
import type { PromptTokens } from "../../contract/text-results.ts";
import { type Question, useAsked } from "../use-asked.ts";
import type { Tour } from "../tour/use-tour.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { TokenList } from "./prompt-tokens.tsx";

/** Tokens that are drawn, from the text's end. */
const DRAWN = 100;

/** The text, to be changed, and its tokens. */
export function TourText({ tour }: { readonly tour: Tour }) {
  const { surprise } = useLateWords();
  const id = useId();
  const { of } = tour;
  const question = useMemo<Question<PromptTokens>>(() => (engine) => engine.tokenize(of.prompt, {}, DRAWN), [of]);
  const { value } = useAsked(question);
  return (
    <>
      <label htmlFor={id} className="text-xs text-muted">
        {surprise.text}
      </label>
      <textarea
        id={id}
        dir="auto"
        lang={useModelLanguage()}
        rows={3}
        className="field py-2 font-serif"
        value={tour.text}
        onChange={(event) => tour.type(event.target.value)}
      />
      {value !== undefined && <TokenList {...value} dropped={Math.max(0, value.count - of.truncate)} />}
    </>
  );
}

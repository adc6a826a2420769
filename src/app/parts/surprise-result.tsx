import { startTransition, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type ScoredWord, wordsOf } from "../../contract/surprise.ts";
import { tokensAsCsv } from "../../contract/token-table.ts";
import { isWhole, type MeasuredText, measuredAsJson, TOKENS_DRAWN, type WholeMeasure } from "../measured-text.ts";
import { saveText } from "../save-file.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { HeatMap } from "./heat-map.tsx";
import { SurpriseFigures } from "./surprise-figures.tsx";
import { SurprisingWords } from "./surprising-words.tsx";
import { TokenChoices } from "./token-choices.tsx";

interface SurpriseResultProps {
  readonly measured: MeasuredText;
  /** The same text by another model. */
  readonly kept: WholeMeasure | undefined;
}

/** What is known of a text that is measured: coloured tokens, figures, words, and the table to take along. */
export function SurpriseResult({ measured, kept }: SurpriseResultProps) {
  const { text, tokens, result } = measured;
  const words = useMemo(() => (result === undefined ? [] : wordsOf(text, tokens)), [text, tokens, result]);
  const [part, setPart] = useState(0);
  const [chosen, choose] = useState<number>();
  const map = useRef<HTMLDivElement>(null);
  const token = chosen === undefined ? undefined : tokens[chosen];
  const onChoose = useCallback((place: number) => choose((before) => (before === place ? undefined : place)), []);
  const [word, goTo] = useState<ScoredWord>();
  /** Leads to a word's first token, whichever part is shown. */
  const onGo = ({ ...next }: ScoredWord) => {
    startTransition(() => {
      setPart(Math.floor(next.from / TOKENS_DRAWN));
      choose(next.from);
      goTo(next);
    });
  };
  useLayoutEffect(() => {
    if (word !== undefined)
      map.current?.querySelectorAll<HTMLElement>("[role=button]")[word.from % TOKENS_DRAWN]?.focus();
  }, [word]);
  return (
    <>
      {isWhole(measured) && <SurpriseFigures measured={measured} kept={kept} />}
      <HeatMap
        ref={map}
        measured={measured}
        kept={kept}
        part={part}
        onPart={(next) => startTransition(() => setPart(next))}
        chosen={chosen}
        onChoose={onChoose}
      />
      {token !== undefined && <TokenChoices token={token} />}
      {isWhole(measured) && (
        <>
          <SurprisingWords words={words} onGo={onGo} />
          <Tables measured={measured} />
        </>
      )}
    </>
  );
}

function Tables({ measured }: { readonly measured: WholeMeasure }) {
  const { surprise } = useLateWords();
  return (
    <div className="flex flex-wrap gap-2">
      <button
        type="button"
        className="button"
        onClick={() => saveText(tokensAsCsv(measured.tokens), "surprise.csv", "text/csv")}
      >
        {surprise.csv}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => saveText(measuredAsJson(measured), "surprise.json", "application/json")}
      >
        {surprise.json}
      </button>
    </div>
  );
}

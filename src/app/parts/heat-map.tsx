import { type RefObject, useDeferredValue, useMemo, useState } from "react";
import { beginsOfWords, differencesOfWords, meansOfWords, wordsOf } from "../../contract/surprise.ts";
import { isWhole, type MeasuredText, TOKENS_DRAWN, type WholeMeasure } from "../measured-text.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { ColourChoice } from "./colour-choice.tsx";
import { ColouredTokens } from "./coloured-tokens.tsx";
import { DifferenceLegend } from "./difference-legend.tsx";
import { LevelLegend } from "./level-legend.tsx";
import type { Colouring } from "./token-shade.ts";

interface HeatMapProps {
  /** For the element around the tokens. */
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly measured: MeasuredText;
  readonly kept: WholeMeasure | undefined;
  /** Which of the {@link TOKENS_DRAWN} tokens are shown, from 0. */
  readonly part: number;
  readonly onPart: (part: number) => void;
  readonly chosen: number | undefined;
  /** The same function each time. */
  readonly onChoose: (place: number) => void;
}

/** A text in the colours of its surprise, token by token or word by word, or of its difference from another model's. */
export function HeatMap({ ref, measured, kept, part, onPart, chosen, onChoose }: HeatMapProps) {
  const { surprise, why } = useLateWords();
  const { text, tokens } = measured;
  const [wanted, setBy] = useState<Colouring>("token");
  const by = wanted === "difference" && kept === undefined ? "token" : wanted;
  // Thousands of tokens are coloured anew in slices between which the page answers.
  const drawnBy = useDeferredValue(by);
  const values = useValues(drawnBy, measured, kept);
  const shown = useMemo(() => ({ from: part * TOKENS_DRAWN, to: (part + 1) * TOKENS_DRAWN }), [part]);
  return (
    <section className="grid gap-2">
      <ColourChoice by={by} kept={kept} onChange={setBy} />
      <p className="text-xs text-muted">
        {by === "token" ? why.about : by === "word" ? surprise.byWordAbout : surprise.byDifferenceAbout}
      </p>
      {by === "difference" ? <DifferenceLegend /> : <LevelLegend />}
      <div ref={ref} className="max-h-96 overflow-y-auto rounded-lg border border-line p-3 contain-content">
        <ColouredTokens
          key={part}
          label={surprise.map}
          text={text}
          tokens={tokens}
          isWhole={isWhole(measured)}
          part={shown}
          by={drawnBy}
          values={values}
          chosen={chosen}
          onChoose={onChoose}
        />
      </div>
      {tokens.length > TOKENS_DRAWN && (
        <Parts part={part} count={Math.ceil(tokens.length / TOKENS_DRAWN)} onPart={onPart} />
      )}
    </section>
  );
}

/** What the tokens are coloured by, where it is not their own probability. */
function useValues(
  by: Colouring,
  { text, tokens }: MeasuredText,
  kept: WholeMeasure | undefined,
): readonly (number | null)[] | undefined {
  const begins = useMemo(() => beginsOfWords(text), [text]);
  const others = useMemo(() => kept && wordsOf(text, kept.tokens, begins), [text, kept, begins]);
  return useMemo(() => {
    if (by === "token") return undefined;
    const words = wordsOf(text, tokens, begins);
    return by === "difference" && others !== undefined ? differencesOfWords(words, others) : meansOfWords(words);
  }, [by, text, tokens, begins, others]);
}

interface PartsProps {
  readonly part: number;
  readonly count: number;
  readonly onPart: (part: number) => void;
}

function Parts({ part, count, onPart }: PartsProps) {
  const { surprise } = useLateWords();
  const go = (to: number) => {
    if (to >= 0 && to < count) onPart(to);
  };
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <button type="button" className="button" aria-disabled={part === 0} onClick={() => go(part - 1)}>
        {surprise.previous}
      </button>
      <span className="tabular-nums">{surprise.part(part + 1, count)}</span>
      <button type="button" className="button" aria-disabled={part + 1 >= count} onClick={() => go(part + 1)}>
        {surprise.next}
      </button>
    </div>
  );
}

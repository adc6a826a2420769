import { useMemo } from "react";
import { bitsOf, mostSurprising, type ScoredWord } from "../../contract/surprise.ts";
import { formatBits } from "../format.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useLateWords } from "../words/use-late-words.ts";

/** Words that are named. */
const MOST = 10;

interface SurprisingWordsProps {
  readonly words: readonly ScoredWord[];
  /** Leads to where the word stands. */
  readonly onGo: (word: ScoredWord) => void;
}

/** The words that the model foresaw least. */
export function SurprisingWords({ words, onGo }: SurprisingWordsProps) {
  const { surprise } = useLateWords();
  const lang = useModelLanguage();
  const found = useMemo(() => mostSurprising(words, MOST), [words]);
  if (found.length === 0) return null;
  return (
    <section className="grid gap-1.5">
      <h3 className="text-xs text-muted">{surprise.most}</h3>
      <ol className="flex flex-wrap gap-2">
        {found.map((word) => (
          <li key={word.from} className="max-w-full">
            <button type="button" className="chip flex items-center gap-2" onClick={() => onGo(word)}>
              <bdi lang={lang} className="truncate font-serif text-ink">
                {word.text.trim()}
              </bdi>{" "}
              <span className="shrink-0 tabular-nums">{surprise.bits(formatBits(bitsOf(word.logprob ?? 0)))}</span>
            </button>
          </li>
        ))}
      </ol>
      <p className="text-xs text-muted">{surprise.bitsAbout}</p>
    </section>
  );
}

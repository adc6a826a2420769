import { showToken } from "../../contract/visible-token.ts";
import type { Distribution } from "../tour/distribution.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { TokenCells } from "./token-cells.tsx";

/** The likeliest next tokens as bars, and one bar for all others. */
export function TokenBars({ bars, others }: Distribution) {
  const { tour } = useLateWords();
  const lang = useModelLanguage();
  return (
    <ul aria-label={tour.bars} className="grid gap-1">
      {bars.map((bar) => (
        <li key={bar.id} lang={lang} className="token-row min-h-6">
          <TokenCells
            name={showToken(bar)}
            probability={bar.probability ?? 0}
            {...(bar.probability === undefined && { out: tour.out })}
          />
        </li>
      ))}
      <li className="token-row min-h-6 text-muted">
        <TokenCells name={tour.others} isToken={false} probability={others} />
      </li>
    </ul>
  );
}

import { showToken } from "../../contract/visible-token.ts";
import type { Distribution } from "../tour/distribution.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { TokenCells } from "./token-choices.tsx";

/** The likeliest next tokens as bars, and one bar for all others. */
export function TokenBars({ bars, others }: Distribution) {
  const { tour } = useLateWords();
  return (
    <ul aria-label={tour.bars} className="grid gap-1">
      {bars.map((bar) => (
        <li key={bar.id} className="token-row min-h-6">
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

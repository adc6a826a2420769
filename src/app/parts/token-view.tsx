import { useState } from "react";
import type { TokenDetail } from "../../contract/token-detail.ts";
import { showToken } from "../../contract/visible-token.ts";
import { formatPercent } from "../format.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useRoving } from "../use-roving.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { TokenChoices } from "./token-choices.tsx";

/**
 * The tokens of a text, one button each and one stop of the Tab key for all; the chosen one shows what else the model
 * considered, and how likely it was.
 */
export default function TokenView({ details }: { readonly details: readonly TokenDetail[] }) {
  const { units } = useWords();
  const late = useLateWords();
  const lang = useModelLanguage();
  const [chosen, choose] = useState<number>();
  const detail = chosen === undefined ? undefined : details[chosen];
  const { ref, onKeyDown, tabStop, onFocus } = useRoving<HTMLOListElement>(details.length);
  const tokens = details.map((token, place) => ({ ...token, place }));
  return (
    <div className="mt-3 rounded-xl bg-sunken p-3 text-sm">
      <p className="mb-2 text-xs text-muted">{late.tokenHint}</p>
      <ol ref={ref} dir="auto" lang={lang} className="flex flex-wrap gap-1" onKeyDown={onKeyDown}>
        {tokens.map(({ place, logprob, ...token }) => (
          <li key={place}>
            <button
              type="button"
              tabIndex={place === tabStop ? 0 : -1}
              aria-pressed={place === chosen}
              title={late.tokenChance(formatPercent(Math.exp(logprob), units))}
              className="min-h-7 max-sm:min-h-11 max-sm:min-w-11 rounded border border-line bg-card px-1.5 font-mono text-xs whitespace-pre hover:border-edge
                aria-pressed:border-accent aria-pressed:bg-accent-soft"
              onFocus={() => onFocus(place)}
              onClick={() => choose(place === chosen ? undefined : place)}
            >
              {showToken(token)}
            </button>
          </li>
        ))}
      </ol>
      {detail !== undefined && (
        <div className="mt-3">
          <TokenChoices token={detail} />
        </div>
      )}
    </div>
  );
}

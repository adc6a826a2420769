import type { PromptToken, TokenAlternative } from "../../contract/engine.ts";
import { showToken } from "../../contract/visible-token.ts";
import { formatPercent } from "../format.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { TokenCells } from "./token-cells.tsx";

interface TokenChoicesProps {
  readonly token: PromptToken;
  /** Writes on from there; without it the list is only to be read. */
  readonly onTake?: ((choice: TokenAlternative) => void) | undefined;
}

/** The likeliest tokens at a place of a text, and the one that stands there. */
export function TokenChoices({ token, onTake }: TokenChoicesProps) {
  const { units } = useWords();
  const late = useLateWords();
  const { logprob, top } = token;
  const rows = logprob === null || top.some(({ id }) => id === token.id) ? top : [...top, { ...token, logprob }];
  return (
    <div className="grid gap-1.5">
      <h3 className="text-xs text-muted">{late.alternatives(showToken(token))}</h3>
      {rows.length === 0 && <p className="text-sm text-muted">{late.why.nothingBefore}</p>}
      <ul lang={useModelLanguage()} className="grid gap-1">
        {rows.map((row) => {
          const name = showToken(row);
          const share = formatPercent(Math.exp(row.logprob), units);
          const cells = <TokenCells name={name} probability={Math.exp(row.logprob)} isMarked={row.id === token.id} />;
          const isTaken = row.id === token.id || row.special || onTake === undefined;
          return (
            <li key={row.id}>
              {isTaken ? (
                // What is only read needs no room for fingers.
                <div className={`token-row px-2 ${onTake === undefined ? "min-h-6" : "min-h-8 max-sm:min-h-11"}`}>
                  {cells}
                </div>
              ) : (
                <button
                  type="button"
                  aria-label={`${late.why.take(name)}, ${late.tokenChance(share)}`}
                  className="token-row min-h-8 rounded-md border border-transparent px-2 hover:border-edge hover:bg-card max-sm:min-h-11"
                  onClick={() => onTake(row)}
                >
                  {cells}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

import type { ReactNode } from "react";
import type { PromptToken, TokenAlternative } from "../../contract/token-detail.ts";
import { showToken } from "../../contract/visible-token.ts";
import { formatPercent } from "../format.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";

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

interface TokenCellsProps {
  /** As `showToken` writes it. */
  readonly name: string;
  readonly probability: number;
  readonly isMarked?: boolean;
  /** False for a word of the page in a token's place. */
  readonly isToken?: boolean;
  /** In the percentage's place, where the token is left out. */
  readonly out?: ReactNode;
}

/** A token with its probability as a bar and as a number, in a `token-row`. */
export function TokenCells({ name, probability, isMarked = false, isToken = true, out }: TokenCellsProps) {
  const { units } = useWords();
  const model = useModelLanguage();
  const lang = isToken ? model : undefined;
  return (
    <>
      <bdi
        lang={lang}
        className={`truncate ${isToken ? "font-mono whitespace-pre" : ""} ${isMarked ? "font-bold text-accent" : ""}`}
      >
        {out === undefined ? name : <s>{name}</s>}
      </bdi>
      <meter aria-label={name} lang={lang} className="h-2 w-full" value={probability} />
      <span className="text-end">{out ?? formatPercent(probability, units)}</span>
    </>
  );
}

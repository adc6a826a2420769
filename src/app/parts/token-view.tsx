import { useState } from "react";
import type { TokenDetail } from "../../contract/engine.ts";
import type { TokenForm } from "../../contract/forward-pass.ts";
import { formatPercent } from "../format.ts";
import { STRINGS } from "../strings.ts";

/** The tokens of a text, one button each; the chosen one shows what else the model considered, and how likely it was. */
export function TokenView({ details }: { readonly details: readonly TokenDetail[] }) {
  const [chosen, choose] = useState<number>();
  const detail = chosen === undefined ? undefined : details[chosen];
  const tokens = details.map((token, place) => ({ ...token, place }));
  return (
    <div className="mt-3 rounded-xl bg-sunken p-3 text-sm">
      <p className="mb-2 text-xs text-muted">{STRINGS.tokenHint}</p>
      <ol className="flex flex-wrap gap-1">
        {tokens.map(({ place, logprob, ...token }) => (
          <li key={place}>
            <button
              type="button"
              aria-pressed={place === chosen}
              title={STRINGS.tokenChance(formatPercent(Math.exp(logprob)))}
              className="min-h-7 rounded border border-line bg-card px-1.5 font-mono text-xs whitespace-pre hover:border-edge
                aria-pressed:border-accent aria-pressed:bg-accent-soft"
              onClick={() => choose(place === chosen ? undefined : place)}
            >
              {visible(token)}
            </button>
          </li>
        ))}
      </ol>
      {detail !== undefined && <Alternatives detail={detail} />}
    </div>
  );
}

function Alternatives({ detail }: { readonly detail: TokenDetail }) {
  const isListed = detail.top.some(({ id }) => id === detail.id);
  const rows = isListed ? detail.top : [...detail.top, detail];
  return (
    <div className="mt-3 grid gap-1.5">
      <h3 className="text-xs text-muted">{STRINGS.alternatives(visible(detail))}</h3>
      <ul className="grid gap-1">
        {rows.map(({ logprob, ...token }) => (
          <li
            key={token.id}
            className="grid grid-cols-[minmax(0,7rem)_minmax(0,1fr)_3.5rem] items-center gap-2 text-xs tabular-nums"
          >
            <span
              className={`truncate font-mono whitespace-pre ${token.id === detail.id ? "font-bold text-accent" : ""}`}
            >
              {visible(token)}
            </span>
            <meter aria-label={visible(token)} className="h-2 w-full" value={Math.exp(logprob)} />
            <span className="text-right">{formatPercent(Math.exp(logprob))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Spaces and line breaks as signs, because a token is more than its letters; parts of characters as their bytes. */
function visible({ text, bytes, special }: TokenForm): string {
  if (special) return "∎";
  if (bytes !== undefined) return bytes.map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(" ");
  return text.replaceAll(" ", "␣").replaceAll("\n", "⏎");
}

import type { PromptTokens } from "../../contract/engine.ts";
import { showToken } from "../../contract/visible-token.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useLateWords } from "../words/use-late-words.ts";

/** A prompt's tokens with their ids; what the context leaves out is struck through. */
export function TokenList({ count, dropped, tokens }: PromptTokens) {
  const words = useLateWords().promptTokens;
  const lang = useModelLanguage();
  const hidden = count - tokens.length;
  return (
    <div className="grid min-w-0 basis-full gap-2 py-1 text-xs">
      {dropped > 0 && <p>{words.dropped(dropped)}</p>}
      {hidden > 0 && <p>{words.hidden(hidden)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard. */}
      <ol aria-label={words.list} tabIndex={0} className="flex max-h-44 flex-wrap gap-1 overflow-y-auto">
        {tokens.map((token, i) => {
          const place = hidden + i;
          const isDropped = place < dropped;
          const shown = showToken(token);
          return (
            <li key={place} className="grid rounded-sm border border-line px-1 text-center tabular-nums">
              <bdi lang={lang} className="font-mono whitespace-pre text-ink">
                {isDropped ? <s>{shown}</s> : shown}
              </bdi>
              <span>{token.id}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

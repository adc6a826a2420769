import type { PromptTokens as Tokens } from "../../contract/text-results.ts";
import { showToken } from "../../contract/visible-token.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { usePromptTokens } from "../use-prompt-tokens.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { FailureText } from "./failure-text.tsx";

/** Tokens that are drawn: as many as the context of most models holds. A longer prompt is drawn from its end. */
const DRAWN = 1200;

/** The tokens of the prompt in the form, as one types. */
export default function PromptTokens() {
  const told = usePromptTokens(DRAWN);
  if (told === undefined) return null;
  if (told.ok) return <TokenList {...told.value} />;
  return (
    <p role="alert" className="basis-full text-warn">
      <FailureText failure={told.failure} />
    </p>
  );
}

/** A prompt's tokens with their ids; what the context leaves out is struck through. */
export function TokenList({ count, dropped, tokens }: Tokens) {
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

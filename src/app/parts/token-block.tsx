import { memo } from "react";
import type { PromptToken } from "../../contract/token-detail.ts";
import { Token } from "./scored-token.tsx";
import type { Colouring } from "./token-shade.ts";

interface TokenBlockProps {
  /** The whole text, and all of its tokens that are known. */
  readonly text: string;
  readonly tokens: readonly PromptToken[];
  /** A value for each token where its colour does not mean its own probability. */
  readonly values?: readonly (number | null)[] | undefined;
  readonly by: Colouring;
  readonly from: number;
  readonly to: number;
  /** Where its last token ends in the text. */
  readonly end: number;
  /** The first token that is a button. */
  readonly first: number;
  readonly chosen: number | undefined;
  readonly tabStop: number | undefined;
  /** The same function each time. */
  readonly onChoose: (place: number) => void;
  readonly onFocus: (place: number) => void;
}

/** While a text is scored, its list of tokens is another one each time, but what stands in a full block is the same. */
const isSameBlock = (one: TokenBlockProps, other: TokenBlockProps): boolean =>
  one.tokens[one.from] === other.tokens[other.from] &&
  one.to === other.to &&
  one.end === other.end &&
  one.text === other.text &&
  one.by === other.by &&
  (one.values === other.values || hasSameValues(one, other)) &&
  one.chosen === other.chosen &&
  one.tabStop === other.tabStop &&
  one.onChoose === other.onChoose;

const hasSameValues = ({ from, to, values }: TokenBlockProps, other: TokenBlockProps): boolean =>
  Array.from({ length: to - from }, (_, i) => from + i).every((place) => values?.[place] === other.values?.[place]);

/** Tokens of a text that are drawn together, each a button in the text's own line. */
export const TokenBlock = memo(function TokenBlock({
  text,
  tokens,
  from,
  to,
  end,
  by,
  values,
  first,
  chosen,
  tabStop,
  onChoose,
  onFocus,
}: TokenBlockProps) {
  return tokens
    .slice(from, to)
    .map((token, i) => ({ token, place: from + i }))
    .map(({ token, place }) => (
      <Token
        key={place}
        token={token}
        written={text.slice(Math.max(0, token.offset), place + 1 < to ? tokens[place + 1]?.offset : end)}
        by={by}
        value={values === undefined ? token.logprob : (values[place] ?? null)}
        isChosen={place === chosen}
        isTabStop={place === tabStop}
        onChoose={() => onChoose(place)}
        onFocus={() => onFocus(place - first)}
      />
    ));
}, isSameBlock);

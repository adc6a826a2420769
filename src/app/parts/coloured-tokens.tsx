import { type KeyboardEvent, memo } from "react";
import type { PromptToken } from "../../contract/engine.ts";
import { levelOf } from "../../contract/surprise.ts";
import { showToken } from "../../contract/visible-token.ts";
import { formatPercent } from "../format.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useRoving } from "../use-roving.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";

interface ColouredTokensProps {
  /** What the group of tokens is called. */
  readonly label: string;
  /** The text that the tokens are of. */
  readonly text: string;
  readonly tokens: readonly PromptToken[];
  /** False while more of them are to come. */
  readonly isWhole: boolean;
  /** Tokens at the beginning that are shown as plain text. */
  readonly plain?: number;
  /** In the list of tokens. */
  readonly chosen: number | undefined;
  /** The same function each time. */
  readonly onChoose: (place: number) => void;
}

/** Tokens drawn together, so that one that is chosen draws few of them again. */
const BLOCK = 64;

/** A text, each of its tokens a button that is coloured by how likely it was. */
export function ColouredTokens({ label, text, tokens, isWhole, plain = 0, chosen, onChoose }: ColouredTokensProps) {
  const lang = useModelLanguage();
  const { ref, onKeyDown, tabStop, onFocus } = useRoving<HTMLDivElement>();
  const last = tokens.at(-1);
  const known = isWhole ? text.length : last === undefined ? 0 : last.offset + last.text.length;
  const begin = tokens[plain]?.offset ?? known;
  const blocks = Array.from({ length: Math.ceil((tokens.length - plain) / BLOCK) }, (_, i) => plain + i * BLOCK);
  const within = (place: number | undefined, from: number) =>
    place !== undefined && place >= from && place < from + BLOCK ? place : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is drawn as a box; this is a running text.
    <div
      ref={ref}
      role="group"
      aria-label={label}
      dir="auto"
      lang={lang}
      className="font-serif text-xl/10 whitespace-pre-wrap max-sm:leading-11"
      onKeyDown={onKeyDown}
    >
      <span className="text-muted">{text.slice(0, begin)}</span>
      {blocks.map((from) => (
        <Block
          key={from}
          text={text}
          tokens={tokens}
          from={from}
          to={Math.min(from + BLOCK, tokens.length)}
          end={tokens[from + BLOCK]?.offset ?? known}
          chosen={within(chosen, from)}
          tabStop={within(tabStop + plain, from)}
          onChoose={onChoose}
          onFocus={onFocus}
          plain={plain}
        />
      ))}
      <span className="text-muted">{text.slice(known)}</span>
    </div>
  );
}

interface BlockProps extends Omit<ColouredTokensProps, "label" | "plain" | "isWhole"> {
  readonly from: number;
  readonly to: number;
  /** Where its last token ends in the text. */
  readonly end: number;
  readonly plain: number;
  readonly tabStop: number | undefined;
  readonly onFocus: (place: number) => void;
}

/** While a text is scored, its list of tokens is another one each time, but what stands in a full block is the same. */
const isSameBlock = (one: BlockProps, other: BlockProps): boolean =>
  one.tokens[one.from] === other.tokens[other.from] &&
  one.to === other.to &&
  one.end === other.end &&
  one.text === other.text &&
  one.chosen === other.chosen &&
  one.tabStop === other.tabStop &&
  one.onChoose === other.onChoose;

const Block = memo(function Block({
  text,
  tokens,
  from,
  to,
  end,
  plain,
  chosen,
  tabStop,
  onChoose,
  onFocus,
}: BlockProps) {
  return tokens
    .slice(from, to)
    .map((token, i) => ({ token, place: from + i }))
    .map(({ token, place }) => (
      <Token
        key={place}
        token={token}
        written={text.slice(Math.max(0, token.offset), place + 1 < to ? tokens[place + 1]?.offset : end)}
        isChosen={place === chosen}
        isTabStop={place === tabStop}
        onChoose={() => onChoose(place)}
        onFocus={() => onFocus(place - plain)}
      />
    ));
}, isSameBlock);

interface TokenProps {
  readonly token: PromptToken;
  /** What of the text is its alone. */
  readonly written: string;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly onChoose: () => void;
  readonly onFocus: () => void;
}

/** An element of the text's own line: a real button is one piece, and a full stop could begin a line. */
function Token({ token, written, isChosen, isTabStop, onChoose, onFocus }: TokenProps) {
  const { units } = useWords();
  const late = useLateWords();
  const [, before = "", own = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(written) ?? [];
  // Spaces alone, the end, and all but the first part of a character have nothing of their own to be pressed on.
  const shown = own === "" ? showToken(token) : own;
  const chance =
    token.logprob === null ? late.unknownChance : late.tokenChance(formatPercent(Math.exp(token.logprob), units));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onChoose();
  };
  return (
    <>
      {own === "" ? "" : before}
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      <span
        role="button"
        tabIndex={isTabStop ? 0 : -1}
        aria-pressed={isChosen}
        aria-label={`${shown}, ${chance}`}
        title={chance}
        className={`token ${token.logprob === null ? "" : `level-${levelOf(token.logprob)}`}`}
        onClick={onChoose}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        {shown}
      </span>
      {own === "" ? written : after}
    </>
  );
}

import { type KeyboardEvent, memo } from "react";
import type { PromptToken } from "../../contract/engine.ts";
import { showToken } from "../../contract/visible-token.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useRoving } from "../use-roving.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { type Colouring, shadeOf } from "./token-shade.ts";

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
  /** The only tokens that are drawn, and their part of the text; all of them where it is absent. */
  readonly part?: { readonly from: number; readonly to: number };
  /** What the colours mean, and a value for each token where that is not its own probability. */
  readonly by?: Colouring;
  readonly values?: readonly (number | null)[] | undefined;
  /** In the list of tokens. */
  readonly chosen: number | undefined;
  /** The same function each time. */
  readonly onChoose: (place: number) => void;
}

/** Tokens drawn together, so that one that is chosen draws few of them again. */
const BLOCK = 64;

/** Characters of what was not scored yet that are shown; laying out a long text anew with each piece would stall. */
const AHEAD = 4000;

/** A text, each of its tokens a button that is coloured by how likely it was. */
export function ColouredTokens({
  label,
  text,
  tokens,
  isWhole,
  plain = 0,
  part,
  by = "token",
  values,
  chosen,
  onChoose,
}: ColouredTokensProps) {
  const lang = useModelLanguage();
  const { ref, onKeyDown, tabStop, onFocus } = useRoving<HTMLDivElement>();
  const last = tokens.at(-1);
  const known = isWhole ? text.length : last === undefined ? 0 : last.offset + last.text.length;
  const first = part?.from ?? plain;
  const drawn = Math.min(part?.to ?? tokens.length, tokens.length);
  const begin = tokens[first]?.offset ?? known;
  const ahead = part !== undefined && drawn === part.to ? "" : text.slice(known, known + AHEAD);
  const blocks = Array.from({ length: Math.ceil((drawn - first) / BLOCK) }, (_, i) => first + i * BLOCK);
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
      <span className="text-muted">{part === undefined && text.slice(0, begin)}</span>
      {blocks.map((from) => (
        <Block
          key={from}
          text={text}
          tokens={tokens}
          from={from}
          to={Math.min(from + BLOCK, drawn)}
          by={by}
          values={values}
          end={tokens[from + BLOCK]?.offset ?? known}
          chosen={within(chosen, from)}
          tabStop={within(tabStop + first, from)}
          onChoose={onChoose}
          onFocus={onFocus}
          first={first}
        />
      ))}
      <span className="text-muted">
        {ahead}
        {known + ahead.length < text.length && ahead !== "" && " …"}
      </span>
    </div>
  );
}

interface BlockProps extends Omit<ColouredTokensProps, "label" | "plain" | "part" | "isWhole"> {
  readonly by: Colouring;
  readonly from: number;
  readonly to: number;
  /** Where its last token ends in the text. */
  readonly end: number;
  /** The first token that is a button. */
  readonly first: number;
  readonly tabStop: number | undefined;
  readonly onFocus: (place: number) => void;
}

/** While a text is scored, its list of tokens is another one each time, but what stands in a full block is the same. */
const isSameBlock = (one: BlockProps, other: BlockProps): boolean =>
  one.tokens[one.from] === other.tokens[other.from] &&
  one.to === other.to &&
  one.end === other.end &&
  one.text === other.text &&
  one.by === other.by &&
  (one.values === other.values || hasSameValues(one, other)) &&
  one.chosen === other.chosen &&
  one.tabStop === other.tabStop &&
  one.onChoose === other.onChoose;

const hasSameValues = ({ from, to, values }: BlockProps, other: BlockProps): boolean =>
  Array.from({ length: to - from }, (_, i) => from + i).every((place) => values?.[place] === other.values?.[place]);

const Block = memo(function Block({
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
}: BlockProps) {
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

interface TokenProps {
  readonly token: PromptToken;
  /** What of the text is its alone. */
  readonly written: string;
  readonly by: Colouring;
  readonly value: number | null;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly onChoose: () => void;
  readonly onFocus: () => void;
}

/** An element of the text's own line: a real button is one piece, and a full stop could begin a line. */
function Token({ token, written, by, value, isChosen, isTabStop, onChoose, onFocus }: TokenProps) {
  const words = useWords();
  const late = useLateWords();
  const [, before = "", own = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(written) ?? [];
  // Spaces alone, the end, and all but the first part of a character have nothing of their own to be pressed on.
  const shown = own === "" ? showToken(token) : own;
  const { className, says } = shadeOf(by, value, token, words, late);
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
        aria-label={`${shown}, ${says}`}
        title={says}
        className={`token ${className}`}
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

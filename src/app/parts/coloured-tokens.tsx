import type { PromptToken } from "../../contract/token-detail.ts";
import { shorten } from "../cut-text.ts";
import { useModelLanguage } from "../use-model-language.ts";
import { useRoving } from "../use-roving.ts";
import { TokenBlock } from "./token-block.tsx";
import type { Colouring } from "./token-shade.ts";

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
  const last = tokens.at(-1);
  const known = isWhole ? text.length : last === undefined ? 0 : last.offset + last.text.length;
  const first = part?.from ?? plain;
  const drawn = Math.min(part?.to ?? tokens.length, tokens.length);
  const { ref, onKeyDown, tabStop, onFocus } = useRoving<HTMLDivElement>(drawn - first);
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
      <span className="text-muted">{part === undefined && shorten(text.slice(0, begin))}</span>
      {blocks.map((from) => (
        <TokenBlock
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

import type { KeyboardEvent } from "react";
import type { PromptToken } from "../../contract/token-detail.ts";
import { showToken } from "../../contract/visible-token.ts";
import { useWords } from "../words/current.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { type Colouring, shadeOf } from "./token-shade.ts";

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
export function Token({ token, written, by, value, isChosen, isTabStop, onChoose, onFocus }: TokenProps) {
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
      {/* biome-ignore lint/a11y/useSemanticElements: a button is drawn as a box; this is a word of a running text. */}
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

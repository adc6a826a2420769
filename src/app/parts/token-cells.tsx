import type { ReactNode } from "react";
import { formatPercent } from "../format.ts";
import { useWords } from "../words/current.ts";

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
  return (
    <>
      <bdi
        className={`truncate ${isToken ? "font-mono whitespace-pre" : ""} ${isMarked ? "font-bold text-accent" : ""}`}
      >
        {out === undefined ? name : <s>{name}</s>}
      </bdi>
      <meter aria-label={name} className="h-2 w-full" value={probability} />
      <span className="text-end">{out ?? formatPercent(probability, units)}</span>
    </>
  );
}

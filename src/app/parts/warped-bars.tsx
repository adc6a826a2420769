import { useMemo } from "react";
import { Candidates } from "../../contract/sampling/candidates.ts";
import type { Warping } from "../../contract/sampling/warpers.ts";
import type { NextScores } from "../../contract/text-results.ts";
import { distribute } from "../tour/distribution.ts";
import type { Tour } from "../tour/use-tour.ts";
import { showNumber } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { TokenBars } from "./token-bars.tsx";

interface WarpedBarsProps {
  readonly tour: Tour;
  readonly warping: Warping;
  /** Says how many tokens are left. */
  readonly isCounted?: boolean;
}

/** What sampling would draw from. All is computed here, from scores that the engine gave once: it follows a drag. */
export function WarpedBars({ tour: { next }, warping, isCounted = false }: WarpedBarsProps) {
  const { why } = useLateWords();
  if (next === undefined) return <p className="text-sm text-muted">{why.working}</p>;
  return <Warped next={next} warping={warping} isCounted={isCounted} />;
}

interface WarpedProps {
  readonly next: NextScores;
  readonly warping: Warping;
  readonly isCounted: boolean;
}

function Warped({ next, warping, isCounted }: WarpedProps) {
  const { tour } = useLateWords();
  const room = useMemo(() => new Candidates(next.logits.length), [next]);
  const { kept, ...distribution } = distribute(next, warping, room);
  return (
    <>
      <TokenBars {...distribution} />
      {isCounted && (
        <p className="text-sm text-muted tabular-nums">
          {tour.cutoffs.kept(showNumber(kept), showNumber(next.logits.length))}
        </p>
      )}
    </>
  );
}

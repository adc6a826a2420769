import { useMemo, useState } from "react";
import { showToken } from "../../contract/visible-token.ts";
import { formatPercent } from "../format.ts";
import { drawnFrom } from "../tour/distribution.ts";
import { drawing } from "../tour/tour-requests.ts";
import { useAnswer } from "../tour/use-answer.ts";
import type { Tour } from "../tour/use-tour.ts";
import { useWords } from "../words/current.ts";
import { showPlain } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { FailureAlert } from "./failure-alert.tsx";
import { TokenBars } from "./token-bars.tsx";
import { TourButtons } from "./tour-buttons.tsx";
import { TourQuote } from "./tour-quote.tsx";

/**
 * Draws token after token. One run of the engine draws them all; each press shows one more, so that the text is the one that
 * a run with this seed writes.
 */
export function TourDraw({ tour: { of, settings, seed, setSeed } }: { readonly tour: Tour }) {
  const { units } = useWords();
  const { tour: words, why } = useLateWords();
  const request = useMemo(() => drawing(of, settings, seed), [of, settings, seed]);
  const { value, isOld, failure } = useAnswer(request);
  const [pressed, press] = useState({ of: request, count: 0 });
  const count = pressed.of === request ? pressed.count : 0;
  const tokens = isOld || value === undefined ? [] : value.deltas.filter(({ detail }) => detail !== undefined);
  const result = isOld ? undefined : value?.result;
  const drawn = tokens.slice(0, count);
  const last = drawn.at(-1)?.detail;
  const next = tokens[count]?.detail;
  const isOver = result !== undefined && count === tokens.length;
  return (
    <>
      <TourQuote prompt={of.prompt} written={drawn.map(({ text }) => text).join("")} />
      <TourButtons
        label={words.draw.draw}
        onNext={next && (() => press({ of: request, count: count + 1 }))}
        onAgain={count === 0 ? undefined : () => press({ of: request, count: 0 })}
      >
        <button type="button" className="button" onClick={() => setSeed((seed + 1) % 2 ** 32)}>
          {words.draw.other}
        </button>
        <span aria-live="polite" className="text-sm text-muted tabular-nums">
          {words.draw.seed(showPlain(seed))}
        </span>
      </TourButtons>
      <p role="status" className="min-h-5 text-sm">
        {last !== undefined &&
          words.draw.drawn(`\u2068${showToken(last)}\u2069`, formatPercent(Math.exp(last.logprob), units))}{" "}
        {isOver && (result.samples[0]?.finish_reason === "eos" ? words.draw.ended : words.draw.enough)}
      </p>
      <FailureAlert failure={failure} />
      {next !== undefined && <TokenBars {...drawnFrom(next.top)} />}
      {next === undefined && !isOver && failure === undefined && <p className="text-sm text-muted">{why.working}</p>}
    </>
  );
}

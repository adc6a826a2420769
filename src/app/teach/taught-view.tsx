import type { Taught } from "../../contract/training.ts";
import { formatNumber, formatPercent } from "../format.ts";
import { useWords } from "../words/current.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { LessonState } from "./lesson-state.ts";
import { LossCurve } from "./loss-curve.tsx";
import { SampleList } from "./sample-list.tsx";

/** What came of a training, in figures and samples. */
export function TaughtView({ state, taught }: { readonly state: LessonState; readonly taught: Taught }) {
  const words = useTeachWords();
  const { units } = useWords();
  const { before, after, recited, step, steps } = taught;
  const lines =
    step === 0
      ? [words.nothing]
      : [words.perplexity(formatNumber(before), formatNumber(after)), words.recited(formatPercent(recited, units))];
  return (
    <>
      <div className="grid gap-1 text-sm" role="status">
        <p className="font-medium">{words.ends[taught.end]}</p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <LossCurve learned={state.learned} judged={state.judged} steps={steps} />
      <SampleList samples={taught.samples} />
    </>
  );
}

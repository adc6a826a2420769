import { FailureText } from "../parts/failure-text.tsx";
import { formatNumber, formatSeconds } from "../format.ts";
import { useWords } from "../words/current.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { Lesson } from "./lesson.ts";
import type { LessonState } from "./lesson-state.ts";
import { LossCurve } from "./loss-curve.tsx";
import { SampleList } from "./sample-list.tsx";

/** A training under way. */
export function TeachingView({ lesson, state }: { readonly lesson: Lesson; readonly state: LessonState }) {
  const words = useTeachWords();
  const { progress, samples, learned, judged, unkept, isStopping } = state;
  return (
    <>
      <div className="grid gap-1.5">
        <progress aria-label={words.title} value={progress?.fraction ?? 0} max={1} />
        <p className="flex flex-wrap gap-x-4 text-sm text-muted tabular-nums">
          {useFacts(state).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      </div>
      <button type="button" className="button w-fit" aria-disabled={isStopping} onClick={lesson.stop}>
        {isStopping ? words.stopping : words.stop}
      </button>
      <LossCurve learned={learned} judged={judged} steps={progress?.steps ?? 0} />
      <SampleList samples={samples} />
      {unkept === undefined ? (
        <p className="text-xs text-muted">{words.mayClose}</p>
      ) : (
        <p className="text-xs font-medium text-warn">
          <FailureText failure={unkept} /> {words.unkept}
        </p>
      )}
    </>
  );
}

function useFacts({ progress, isHeld, isPowerLow }: LessonState): readonly string[] {
  const words = useTeachWords();
  const { left, perSecond, units } = useWords();
  if (isHeld) return [words.waits];
  if (isPowerLow) return [words.spares];
  if (progress === undefined) return [words.starting];
  const { step, steps, secondsLeft, tokensPerSecond, isTrial } = progress;
  return [
    isTrial ? words.trying : words.step(step, steps),
    left(formatSeconds(secondsLeft, units)),
    perSecond(formatNumber(tokensPerSecond)),
  ];
}

import { isSameModel } from "../../contract/model-source.ts";
import type { UnfinishedTraining } from "../../contract/training.ts";
import { formatPercent } from "../format.ts";
import { useWords } from "../words/current.ts";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { Lesson } from "./lesson.ts";
import { isUnkept, type LessonState } from "./lesson-state.ts";

interface UnfinishedCardProps {
  readonly lesson: Lesson;
  readonly state: LessonState;
  readonly unfinished: UnfinishedTraining;
}

/** A training that the end of its page broke off. */
export function UnfinishedCard({ lesson, state, unfinished }: UnfinishedCardProps) {
  const words = useTeachWords();
  const { source, work } = state;
  const { units } = useWords();
  const isHere = source !== undefined && isSameModel(source, unfinished.source);
  const isBusy = work !== undefined;
  return (
    <div className="grid gap-2 rounded-lg border border-line bg-sunken px-3 py-2.5 text-sm">
      <p>{words.unfinished(unfinished.name, unfinished.texts, formatPercent(unfinished.done, units))}</p>
      {!isHere && <p className="text-muted">{words.otherModel(unfinished.model)}</p>}
      <div className="flex flex-wrap gap-2">
        {(isHere || !isUnkept(state)) && (
          <button type="button" className="button" disabled={isBusy} onClick={() => void lesson.goOn()}>
            {words.goOn}
          </button>
        )}
        <button type="button" className="button-quiet" disabled={isBusy} onClick={() => void lesson.forget()}>
          {words.forget}
        </button>
      </div>
    </div>
  );
}

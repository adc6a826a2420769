import { Labelled } from "../parts/labelled.tsx";
import { useTeachWords } from "../words/use-teach-words.ts";
import type { Lesson } from "./lesson.ts";
import { isUnkept, type LessonState } from "./lesson-state.ts";

interface KeptChoiceProps {
  readonly lesson: Lesson;
  readonly state: LessonState;
}

/** The adapters that are kept for the model, where there is another one than the one that is open. */
export function KeptChoice({ lesson, state }: KeptChoiceProps) {
  const words = useTeachWords();
  const { model, voice } = state;
  const voices = model?.voices ?? [];
  if (isUnkept(state) || !voices.some(({ id }) => id !== voice?.id)) return null;
  return (
    <Labelled label={words.keptOnes}>
      {(id) => (
        <select
          id={id}
          className="field"
          value={voice?.id ?? ""}
          disabled={state.work !== undefined}
          onChange={({ target }) => void lesson.openKept(target.value)}
        >
          {voice === undefined && <option value="">{words.chooseKept}</option>}
          {voices.map((one) => (
            <option key={one.id} value={one.id} translate="no">
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

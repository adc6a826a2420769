import { useTeachWords } from "../words/use-teach-words.ts";
import type { Lesson } from "./lesson.ts";
import { isUnkept, type LessonState } from "./lesson-state.ts";
import { NamedSelect } from "./named-select.tsx";

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
    <NamedSelect
      label={words.keptOnes}
      value={voice?.id ?? ""}
      none={words.chooseKept}
      isBusy={state.work !== undefined}
      onChoose={(id) => void lesson.openKept(id)}
      choices={voices.map(({ id, name }) => ({ value: id ?? "", name }))}
    />
  );
}

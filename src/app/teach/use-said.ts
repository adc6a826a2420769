import { useTeachWords } from "../words/use-teach-words.ts";
import type { LessonState } from "./lesson-state.ts";

/** What is being done, or was. */
export function useSaid({ work, said }: LessonState): string | undefined {
  const words = useTeachWords();
  if (work === "opening") return words.opening;
  if (work === "reading") return words.reading;
  if (work === "writing") return words.writing;
  if (said === undefined) return undefined;
  if (said.what === "dropped") return words.dropped;
  const tell = { saved: words.saved, merged: words.merged, opened: words.opened, kept: words.isKept, used: words.used };
  return tell[said.what](said.name);
}

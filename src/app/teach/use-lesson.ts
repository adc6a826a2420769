import { useEffect, useSyncExternalStore } from "react";
import { startTrainer, type TrainerThread } from "../../bridge/start-trainer.ts";
import type { Session } from "../session.ts";
import { readyModel } from "../state/models-state.ts";
import { usePage, useSession } from "../use-page.ts";
import type { Lesson } from "./lesson.ts";
import type { LessonState } from "./lesson-state.ts";
import { type OpenLesson, openLesson } from "./open-lesson.ts";

const lessons = new WeakMap<Session, OpenLesson>();

/** The page's lesson: one, whatever becomes of the panel, until nothing of it is left to lose. Its thread starts with it. */
function lessonOf(session: Session, start: () => TrainerThread): Lesson {
  const known = lessons.get(session) ?? openLesson(session, start);
  lessons.set(session, known);
  return known.lesson;
}

/**
 * To be called when the panel is closed: a model and its training take a hundred megabytes and more, which are given back where
 * nothing is being done and nothing was learned that is not kept; also of a thread that died.
 */
export function releaseLesson(session: Session): void {
  const kept = lessons.get(session);
  if (kept === undefined || !kept.lesson.isOver) return;
  lessons.delete(session);
  kept.end();
}

/** @param start of the thread that teaches; tests bring their own */
export function useLesson(start: () => TrainerThread = startTrainer): {
  readonly lesson: Lesson;
  readonly state: LessonState;
} {
  const session = useSession();
  const lesson = lessonOf(session, start);
  const state = useSyncExternalStore(lesson.subscribe, lesson.state);
  const source = usePage((page) => readyModel(page)?.source);
  useEffect(() => void lesson.look(), [lesson]);
  useEffect(() => {
    if (source !== undefined) void lesson.open(source);
  }, [lesson, source]);
  return { lesson, state };
}

import { useEffect, useSyncExternalStore } from "react";
import { startTrainer } from "../../bridge/start-trainer.ts";
import type { Trainer } from "../../contract/training.ts";
import type { Session } from "../session.ts";
import { isUnderWay } from "../state/run.ts";
import { readyModel } from "../state/models-state.ts";
import { usePage, useSession } from "../use-page.ts";
import { Lesson } from "./lesson.ts";
import type { LessonState } from "./lesson-state.ts";

const lessons = new WeakMap<Session, Lesson>();

/** The page's lesson: one while the page is open, whatever becomes of the panel. Its thread starts with it. */
function lessonOf(session: Session, start: () => Trainer): Lesson {
  const known = lessons.get(session);
  if (known !== undefined) return known;
  const lesson = new Lesson(start());
  lessons.set(session, lesson);
  const { store } = session;
  const hold = () => lesson.hold(isUnderWay(store.state().run));
  store.subscribe(hold);
  hold();
  return lesson;
}

/** @param start of the thread that teaches; tests bring their own */
export function useLesson(start: () => Trainer = startTrainer): {
  readonly lesson: Lesson;
  readonly state: LessonState;
} {
  const session = useSession();
  const lesson = lessonOf(session, start);
  const state = useSyncExternalStore(lesson.subscribe, lesson.state);
  const source = usePage((page) => readyModel(page)?.source);
  useEffect(() => {
    if (source !== undefined) void lesson.open(source);
  }, [lesson, source]);
  return { lesson, state };
}

import type { TrainerThread } from "../../bridge/start-trainer.ts";
import type { Session } from "../session.ts";
import { isUnderWay } from "../state/run.ts";
import { Lesson } from "./lesson.ts";
import { watchBattery } from "./watch-battery.ts";

/** A lesson with its thread. */
export interface OpenLesson {
  readonly lesson: Lesson;
  /** Ends the thread, and frees its memory. */
  end(): void;
}

/** A lesson with a thread of its own, which waits while the page writes. */
export function openLesson({ store }: Session, start: () => TrainerThread): OpenLesson {
  const trainer = start();
  const lesson = new Lesson(trainer);
  const hold = () => lesson.hold({ isHeld: isUnderWay(store.state().run) });
  const unsubscribe = store.subscribe(hold);
  hold();
  const unwatch = watchBattery(navigator, (isLow) => lesson.hold({ isPowerLow: isLow }));
  const end = () => {
    unwatch();
    unsubscribe();
    trainer.end();
  };
  return { lesson, end };
}

/** Ends the thread once what it does is done: a file that is being saved is not lost. What nobody would see is stopped. */
export function endWhenOver({ lesson, end }: OpenLesson): void {
  if (lesson.state().work === "making") lesson.stop();
  if (lesson.isOver) {
    end();
    return;
  }
  const unsubscribe = lesson.subscribe(() => {
    if (!lesson.isOver) return;
    unsubscribe();
    end();
  });
}

import type { ReactNode } from "react";
import { useLateWords } from "../words/use-late-words.ts";

interface TourButtonsProps {
  /** What the first button says: one step further. */
  readonly label: string;
  /** Absent while there is none. */
  readonly onNext: (() => void) | undefined;
  /** Back to the beginning; absent where one is there. */
  readonly onAgain: (() => void) | undefined;
  /** What follows the two. */
  readonly children?: ReactNode;
}

/** Goes through what the tour shows step by step. Buttons that cannot do anything keep the focus. */
export function TourButtons({ label, onNext, onAgain, children }: TourButtonsProps) {
  const { tour } = useLateWords();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <button type="button" className="button-primary" aria-disabled={onNext === undefined} onClick={onNext}>
        {label}
      </button>
      <button type="button" className="button" aria-disabled={onAgain === undefined} onClick={onAgain}>
        {tour.draw.again}
      </button>
      {children}
    </div>
  );
}

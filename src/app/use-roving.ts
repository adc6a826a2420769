import { type KeyboardEvent, type RefObject, useCallback, useRef, useState } from "react";

/** Keys that lead from one button to another: of place `at` of `last`, to which. */
const STEPS: ReadonlyMap<string, (at: number, last: number) => number> = new Map([
  ["ArrowRight", (at: number, last: number) => Math.min(at + 1, last)],
  ["ArrowDown", (at: number, last: number) => Math.min(at + 1, last)],
  ["ArrowLeft", (at: number) => Math.max(at - 1, 0)],
  ["ArrowUp", (at: number) => Math.max(at - 1, 0)],
  ["Home", () => 0],
  ["End", (_at: number, last: number) => last],
]);

/** Where text runs from right to left, the next one is on the left. */
const MIRRORED: ReadonlyMap<string, string> = new Map([
  ["ArrowRight", "ArrowLeft"],
  ["ArrowLeft", "ArrowRight"],
]);

interface Roving<T> {
  /** For the element around the buttons. */
  readonly ref: RefObject<T | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** The place that the Tab key reaches. */
  readonly tabStop: number;
  /** For the focus of each button. */
  readonly onFocus: (place: number) => void;
}

/** Many buttons as one stop of the Tab key, with arrows, Home and End inside it. @param count of the buttons */
export function useRoving<T extends HTMLElement>(count: number): Roving<T> {
  const ref = useRef<T>(null);
  const [last, setTabStop] = useState(0);
  // There may be fewer of them by now, and one must be reached.
  const tabStop = Math.max(0, Math.min(last, count - 1));
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const around = ref.current;
      if (around === null || event.altKey || event.ctrlKey || event.metaKey) return;
      const isMirrored = getComputedStyle(around).direction === "rtl";
      const key = isMirrored ? (MIRRORED.get(event.key) ?? event.key) : event.key;
      const buttons = around.querySelectorAll<HTMLElement>("button, [role=button]");
      const to = STEPS.get(key)?.(tabStop, buttons.length - 1);
      if (to === undefined) return;
      event.preventDefault();
      buttons[to]?.focus();
    },
    [tabStop],
  );
  return { ref, onKeyDown, tabStop, onFocus: setTabStop };
}

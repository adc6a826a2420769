import { type RefObject, useLayoutEffect, useRef } from "react";

/** A text box that is as high as its text, also in browsers without `field-sizing`. @param text its text */
export function useGrowing(text: string): RefObject<HTMLTextAreaElement | null> {
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || CSS.supports("field-sizing", "content")) return;
    // Without a height of its own first, it would never shrink.
    element.style.height = "auto";
    element.style.height = text === "" ? "" : `${element.scrollHeight}px`;
  }, [text]);
  return box;
}

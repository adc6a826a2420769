import { type RefObject, useEffect, useState } from "react";

/** How long something must have been in view, in milliseconds, before a click on it counts: time to read a line. */
const SEEN_MS = 500;
/** The second version of the observer also tells whether something is covered or see-through; it wants a pause. */
const OPTIONS = { threshold: 1, trackVisibility: true, delay: 100 };

/** `seen` once the element was in view for a while; `hidden` while it is in the frame but covered or see-through. */
export function useSeen(element: RefObject<Element | null>): "unseen" | "hidden" | "seen" {
  const [state, setState] = useState<"unseen" | "hidden" | "seen">("unseen");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver((entries) => {
      const entry = entries.at(-1);
      clearTimeout(timer);
      const isInView = entry?.isIntersecting === true;
      const isCovered = isInView && "isVisible" in entry && entry.isVisible === false;
      setState(isCovered ? "hidden" : "unseen");
      if (isInView && !isCovered) timer = setTimeout(() => setState("seen"), SEEN_MS);
    }, OPTIONS);
    if (element.current !== null) observer.observe(element.current);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [element]);
  return state;
}

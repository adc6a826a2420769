import { type ReactNode, useRef } from "react";
import { useEmbedWords } from "../words/use-embed-words.ts";
import { useSeen } from "./use-seen.ts";

interface SeenPlaceProps {
  /** @param isSeen true once the visitor could see the place for a while */
  readonly children: (isSeen: boolean) => ReactNode;
}

/**
 * The place of a button that counts only where the visitor can see it, and why it does not where it is covered. The place is
 * watched and not the button, whose own look while it is disabled would count as see-through.
 */
export function SeenPlace({ children }: SeenPlaceProps) {
  const words = useEmbedWords();
  const place = useRef<HTMLDivElement>(null);
  const state = useSeen(place);
  return (
    <>
      <div ref={place}>{children(state === "seen")}</div>
      {state === "hidden" && (
        <p role="status" className="basis-full text-sm">
          {words.covered}
        </p>
      )}
    </>
  );
}

import { useId, useRef } from "react";
import { useCopy } from "../use-copy.ts";
import { useLateWords } from "../words/use-late-words.ts";

/** Rows of a box at most; longer code scrolls. */
const MOST_ROWS = 12;

/** Code under its title, to select or to copy. */
export function Snippet({ title, code }: { readonly title: string; readonly code: string }) {
  const late = useLateWords();
  const { said, copy } = useCopy();
  const field = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-2 text-sm">
        <label htmlFor={field} className="grow font-medium">
          {title}
        </label>
        <button
          type="button"
          className="button-quiet"
          aria-label={late.copyThis(title)}
          onClick={() => copy(code, box.current)}
        >
          {late.copy}
        </button>
      </div>
      <p aria-live="polite" className="text-sm text-accent">
        {said}
      </p>
      <textarea
        ref={box}
        id={field}
        readOnly
        dir="ltr"
        spellCheck={false}
        rows={Math.min(MOST_ROWS, code.split("\n").length + 1)}
        className="field resize-y py-2 font-mono text-xs max-sm:text-base"
        value={code}
      />
    </div>
  );
}

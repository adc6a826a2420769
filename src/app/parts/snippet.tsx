import { useId } from "react";
import { STRINGS } from "../strings.ts";
import { useCopy } from "../use-copy.ts";

/** Rows of a box at most; longer code scrolls. */
const MOST_ROWS = 12;

/** Code under its title, to select or to copy. */
export function Snippet({ title, code }: { readonly title: string; readonly code: string }) {
  const { said, copy } = useCopy();
  const field = useId();
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-2 text-sm">
        <label htmlFor={field} className="grow font-medium">
          {title}
        </label>
        <span aria-live="polite" className="text-accent">
          {said}
        </span>
        <button type="button" className="button-quiet" aria-label={STRINGS.copyThis(title)} onClick={() => copy(code)}>
          {STRINGS.copy}
        </button>
      </div>
      <textarea
        id={field}
        readOnly
        spellCheck={false}
        rows={Math.min(MOST_ROWS, code.split("\n").length + 1)}
        className="field resize-y py-2 font-mono text-xs"
        value={code}
      />
    </div>
  );
}

import { useCopy } from "../use-copy.ts";
import { useShownRun } from "../use-shown-run.ts";
import { wholeText } from "../whole-text.ts";
import { useWords } from "../words/current.ts";
import { CopyOutcome } from "./copy-outcome.tsx";
import { CopyIcon } from "./icons.tsx";

/** Copies the sentence. On a phone an icon, so that the row stays one. */
export function CopyButton() {
  const words = useWords();
  const { run, tidy } = useShownRun();
  const { copy, ...outcome } = useCopy();
  if (run === undefined || run.phase === "failed") return null;
  const { result } = run;
  return (
    <>
      <button
        type="button"
        className="button-quiet max-sm:min-w-11 max-sm:px-0"
        aria-disabled={result === undefined}
        onClick={() => result !== undefined && copy(wholeText(run, tidy))}
      >
        <CopyIcon />
        <span className="max-sm:sr-only">{words.copyText}</span>
      </button>
      <CopyOutcome {...outcome} />
    </>
  );
}

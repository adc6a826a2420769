import { isUnderWay } from "../state/run.ts";
import { usePage, useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { StopIcon } from "./icons.tsx";

/**
 * Generate, and Stop in its place while a text is written: the same element, so that the focus stays on it. A second click
 * of a double click, or a key that is held down, does not stop what the first one began.
 */
export function RunButton() {
  const words = useWords();
  const session = useSession();
  const isStopping = usePage((state) => state.run?.phase === "stopping");
  const isBusy = usePage((state) => isUnderWay(state.run));
  return (
    <button
      type="submit"
      className="button-primary max-sm:w-full sm:min-w-32"
      aria-disabled={isStopping}
      onClick={(event) => {
        if (!isBusy) return;
        event.preventDefault();
        if (!isStopping && event.detail <= 1) session.stop();
      }}
      onKeyDown={(event) => {
        if (event.repeat) event.preventDefault();
      }}
    >
      {isBusy && <StopIcon />}
      {isBusy ? words.stop : words.generate}
    </button>
  );
}

import { isUnderWay } from "../state/run.ts";
import { STRINGS } from "../strings.ts";
import { usePage, useSession } from "../use-page.ts";
import { CopyButtons } from "./copy-buttons.tsx";
import { AgainIcon, OnIcon } from "./icons.tsx";

export function OutputActions() {
  const session = useSession();
  const isOver = usePage((state) => state.run !== undefined && !isUnderWay(state.run));
  const result = usePage((state) => state.run?.result);
  if (!isOver) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2">
      <button type="button" className="button" onClick={session.tryAgain}>
        <AgainIcon />
        {STRINGS.tryAgain}
      </button>
      {result?.samples.length === 1 && (
        <button type="button" className="button" onClick={() => session.continueFrom(0)}>
          <OnIcon />
          {STRINGS.continueText}
        </button>
      )}
      {result !== undefined && <CopyButtons />}
    </div>
  );
}

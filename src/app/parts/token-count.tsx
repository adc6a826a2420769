import { readyModel } from "../state/models-state.ts";
import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";

/** How many tokens the prompt has. Where a lighter model stays, the button that loads the full one takes this place. */
export function TokenCount() {
  const tokens = usePage((state) => state.promptTokens);
  const isEmpty = usePage((state) => state.prompt === "");
  const isTaken = usePage(({ load }) => load.kind === "ready" && load.info.standsInFor !== undefined && !load.coming);
  const most = usePage((state) => readyModel(state)?.maxPositions);
  if (tokens === undefined || most === undefined || isEmpty) return null;
  const isOver = tokens >= most;
  if (isTaken && !isOver) return null;
  return (
    <span className={`ms-auto text-xs tabular-nums ${isOver ? "font-semibold text-warn" : ""}`} data-testid="tokens">
      {isOver ? STRINGS.contextOf(tokens, most) : STRINGS.tokens(tokens)}
    </span>
  );
}

import { readyModel } from "../state/models-state.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";

/** How many tokens the prompt has. Where a lighter model stays, the button that loads the full one takes this place. */
export function TokenCount() {
  const words = useWords();
  const tokens = usePage((state) => state.promptTokens);
  const isEmpty = usePage((state) => state.prompt === "");
  const isTaken = usePage(({ load }) => load.kind === "ready" && load.info.standsInFor !== undefined && !load.coming);
  const most = usePage((state) => readyModel(state)?.maxPositions);
  if (tokens === undefined || most === undefined || isEmpty) return null;
  const isOver = tokens >= most;
  if (isTaken && !isOver) return null;
  return (
    <span className={`ms-auto text-xs tabular-nums ${isOver ? "font-semibold text-warn" : ""}`} data-testid="tokens">
      {isOver ? words.contextOf(tokens, most) : words.tokens(tokens)}
    </span>
  );
}

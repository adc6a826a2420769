import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";

/** How long the prompt is for the model. While a lighter one stands in for good its place is the button's that brings the other. */
export function TokenCount() {
  const tokens = usePage((state) => state.promptTokens);
  const isEmpty = usePage((state) => state.prompt === "");
  const isTaken = usePage(({ load }) => load.kind === "ready" && load.info.standsInFor !== undefined && !load.coming);
  const most = usePage(({ load }) => (load.kind === "ready" ? load.info.maxPositions : undefined));
  if (tokens === undefined || most === undefined || isEmpty) return null;
  const isOver = tokens >= most;
  if (isTaken && !isOver) return null;
  return (
    <span className={`ms-auto text-xs tabular-nums ${isOver ? "font-semibold text-warn" : ""}`} data-testid="tokens">
      {isOver ? STRINGS.contextOf(tokens, most) : STRINGS.tokens(tokens)}
    </span>
  );
}

import { STRINGS } from "../strings.ts";
import { usePage } from "../use-page.ts";

/** How long the prompt is for the model. */
export function TokenCount() {
  const tokens = usePage((state) => state.promptTokens);
  const most = usePage(({ load }) => (load.kind === "ready" ? load.info.maxPositions : undefined));
  if (tokens === undefined || most === undefined || tokens === 0) return null;
  const isOver = tokens >= most;
  return (
    <span
      className={`ms-auto text-xs tabular-nums ${isOver ? "font-semibold text-warn" : "text-muted"}`}
      data-testid="tokens"
    >
      {isOver ? STRINGS.contextOf(tokens, most) : STRINGS.tokens(tokens)}
    </span>
  );
}

import { lazy, useState } from "react";
import { readyModel } from "../state/models-state.ts";
import { usePage } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { Late } from "./late.tsx";

const PromptTokens = lazy(() => import("./prompt-tokens.tsx"));

/** How many tokens the prompt has; pressed, it shows them. Where a lighter model stays, the button that loads the full one takes this place. */
export function TokenCount() {
  const words = useWords();
  const [isOpen, open] = useState(false);
  const tokens = usePage((state) => state.promptTokens);
  const isEmpty = usePage((state) => state.prompt === "");
  const isTaken = usePage(({ load }) => load.kind === "ready" && load.info.standsInFor !== undefined && !load.coming);
  const most = usePage((state) => readyModel(state)?.maxPositions);
  if (tokens === undefined || most === undefined || isEmpty) return null;
  const isOver = tokens >= most;
  if (isTaken && !isOver) return null;
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        className={`counter ${isOver ? "font-semibold text-warn" : ""}`}
        data-testid="tokens"
        onClick={() => open(!isOpen)}
      >
        {isOver ? words.contextOf(tokens, most) : words.tokens(tokens)}
      </button>
      {isOpen && (
        <Late>
          <PromptTokens />
        </Late>
      )}
    </>
  );
}

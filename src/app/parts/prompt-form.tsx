import { type KeyboardEvent, memo, useId } from "react";
import { isUnderWay } from "../state/run.ts";
import { STRINGS } from "../strings.ts";
import { usePage, useSession } from "../use-page.ts";
import { Examples } from "./examples.tsx";
import { StopIcon } from "./icons.tsx";
import { LoadBar } from "./load-card.tsx";
import { ShareButton } from "./share-button.tsx";
import { StandIn } from "./stand-in.tsx";
import { StatusLine } from "./status-line.tsx";

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

export const PromptForm = memo(function PromptForm() {
  const session = useSession();
  const prompt = usePage((state) => state.prompt);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    session.generate();
  };
  return (
    <form
      className="card shadow-xs focus-within:border-edge"
      onSubmit={(event) => {
        event.preventDefault();
        session.generate();
      }}
    >
      <div className="px-4 pt-3.5 sm:px-5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <label htmlFor={id} className="eyebrow">
            {STRINGS.prompt}
          </label>
          <TokenCount />
        </div>
        <textarea
          id={id}
          dir="auto"
          rows={2}
          value={prompt}
          placeholder={STRINGS.promptPlaceholder}
          className="mt-1 field-sizing-content max-h-80 min-h-17 w-full resize-none bg-transparent font-serif text-xl leading-relaxed
            outline-hidden placeholder:text-muted"
          onChange={(event) => session.type(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Examples />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-4 py-3 sm:px-5">
        <RunButtons />
        <StatusLine />
        <span className="ml-auto">
          <ShareButton />
        </span>
      </div>
      <LoadBar />
      <StandIn />
    </form>
  );
});

function RunButtons() {
  const session = useSession();
  const phase = usePage((state) => state.run?.phase);
  const isBusy = usePage((state) => isUnderWay(state.run));
  return (
    <>
      <button type="submit" className="button-primary" disabled={isBusy} title={shortcut()}>
        {STRINGS.generate}
      </button>
      {isBusy && (
        <button type="button" className="button" disabled={phase === "stopping"} onClick={session.stop}>
          <StopIcon />
          {STRINGS.stop}
        </button>
      )}
    </>
  );
}

function shortcut(): string {
  return IS_MAC ? STRINGS.generateKeysMac : STRINGS.generateKeys;
}

function TokenCount() {
  const tokens = usePage((state) => state.promptTokens);
  const most = usePage(({ load }) => (load.kind === "ready" ? load.info.maxPositions : undefined));
  if (tokens === undefined || most === undefined || tokens === 0) return null;
  const isOver = tokens >= most;
  return (
    <span className={`text-xs tabular-nums ${isOver ? "font-semibold text-warn" : "text-muted"}`} data-testid="tokens">
      {isOver ? STRINGS.contextOf(tokens, most) : STRINGS.tokens(tokens)}
    </span>
  );
}

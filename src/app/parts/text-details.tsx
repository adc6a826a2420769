import { useMemo, useState } from "react";
import { runAsJson } from "../run-json.ts";
import { saveJson, saveText } from "../save-file.ts";
import { useCopy } from "../use-copy.ts";
import { useSession } from "../use-page.ts";
import { useShownRun } from "../use-shown-run.ts";
import { wholeText } from "../whole-text.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { CopyOutcome } from "./copy-outcome.tsx";
import { ChevronIcon } from "./icons.tsx";
import { ReportButton } from "./report-button.tsx";

/** Other ways to take the text along, and how it is shown. */
export default function TextDetails() {
  const late = useLateWords();
  const { store } = useSession();
  const { run, tidy } = useShownRun();
  const { copy, ...outcome } = useCopy();
  const result = run?.result;
  const json = useMemo(() => (result === undefined ? undefined : runAsJson(result)), [result]);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {run !== undefined && json !== undefined && <Taking json={json} text={wholeText(run, tidy)} onCopy={copy} />}
      <label className="button">
        <input
          type="checkbox"
          checked={tidy}
          onChange={(event) => store.send({ type: "tidy", on: event.target.checked })}
        />
        {late.tidy}
      </label>
      {run !== undefined && <ReportButton run={run} />}
      <CopyOutcome {...outcome} />
      {json !== undefined && <ShownJson json={json} />}
    </div>
  );
}

/** The JSON to look at and to select from; drawn when it is unfolded, for it can be long. */
function ShownJson({ json }: { readonly json: string }) {
  const late = useLateWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="basis-full" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex min-h-9 w-fit items-center gap-1.5 text-muted hover:text-ink max-sm:min-h-11">
        <ChevronIcon />
        {late.showJson}
      </summary>
      {isOpen && (
        <textarea
          readOnly
          dir="ltr"
          aria-label={late.showJson}
          spellCheck={false}
          rows={12}
          className="field mt-1 resize-y py-2 font-mono text-xs max-sm:text-base"
          value={json}
        />
      )}
    </details>
  );
}

interface TakingProps {
  readonly json: string;
  readonly text: string;
  readonly onCopy: (text: string) => void;
}

function Taking({ json, text, onCopy }: TakingProps) {
  const late = useLateWords();
  return (
    <>
      <button type="button" className="button" onClick={() => onCopy(json)}>
        {late.copyJson}
      </button>
      <button type="button" className="button" onClick={() => saveJson(json, "run.json")}>
        {late.downloadJson}
      </button>
      <button type="button" className="button" onClick={() => saveText(text, "text.txt")}>
        {late.download}
      </button>
    </>
  );
}

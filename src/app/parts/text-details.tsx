import { runAsJson } from "../run-json.ts";
import { saveText } from "../save-file.ts";
import { useCopy } from "../use-copy.ts";
import { useSession } from "../use-page.ts";
import { useShownRun } from "../use-shown-run.ts";
import { wholeText } from "../whole-text.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { CopyOutcome } from "./copy-outcome.tsx";

/** Other ways to take the text along, and how it is shown. */
export default function TextDetails() {
  const late = useLateWords();
  const { store } = useSession();
  const { run, tidy } = useShownRun();
  const { copy, ...outcome } = useCopy();
  return (
    <div className="flex flex-wrap items-center gap-2">
      {run?.result !== undefined && <Taking json={runAsJson(run.result)} text={wholeText(run, tidy)} onCopy={copy} />}
      <label className="button">
        <input
          type="checkbox"
          checked={tidy}
          onChange={(event) => store.send({ type: "tidy", on: event.target.checked })}
        />
        {late.tidy}
      </label>
      <CopyOutcome {...outcome} />
    </div>
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
      <button type="button" className="button" onClick={() => saveText(text, "text.txt")}>
        {late.download}
      </button>
    </>
  );
}

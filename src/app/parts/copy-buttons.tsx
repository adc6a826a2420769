import { cleanUp } from "../../contract/clean-up.ts";
import { runAsJson } from "../run-json.ts";
import { saveText } from "../save-file.ts";
import type { Run } from "../state/run.ts";
import { STRINGS } from "../strings.ts";
import { useCopy } from "../use-copy.ts";
import { usePage, useSession } from "../use-page.ts";
import { TextToSelect } from "./text-to-select.tsx";

export function CopyButtons() {
  const session = useSession();
  const run = usePage((state) => state.run);
  const tidy = usePage((state) => state.tidy);
  const { said, toSelect, copy, close } = useCopy();
  if (run?.result === undefined) return null;
  const { result } = run;
  return (
    <>
      <button type="button" className="button-quiet" onClick={() => copy(wholeText(run, tidy))}>
        {STRINGS.copyText}
      </button>
      <button type="button" className="button-quiet" onClick={() => copy(runAsJson(result))}>
        {STRINGS.copyJson}
      </button>
      <button type="button" className="button-quiet" onClick={() => saveText(wholeText(run, tidy), "text.txt")}>
        {STRINGS.download}
      </button>
      <label className="button-quiet">
        <input
          type="checkbox"
          checked={tidy}
          onChange={(event) => session.store.send({ type: "tidy", on: event.target.checked })}
        />
        {STRINGS.tidy}
      </label>
      <span aria-live="polite" className="text-sm text-accent">
        {said}
      </span>
      {toSelect !== undefined && <TextToSelect text={toSelect} onClose={close} />}
    </>
  );
}

function wholeText({ request, samples }: Run, tidy: boolean): string {
  const texts = samples.map(({ text }) => request.given + request.kept + text);
  return (tidy ? texts.map(cleanUp) : texts).join("\n\n");
}

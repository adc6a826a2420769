import { type FormEvent, useId, useState } from "react";
import { hubSource } from "../../contract/model-source.ts";
import type { Failure } from "../../contract/outcome.ts";
import { readModelName } from "../../contract/read-model-name.ts";
import { chosenFiles } from "../chosen-files.ts";
import { useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Dialog } from "./dialog.tsx";
import { Said } from "./failure-text.tsx";
import { OwnModelButton } from "./own-model-button.tsx";

/** Another model: a repository of the Hub, or files of the visitor's own. */
export default function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const { opening } = useLateWords();
  const session = useSession();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Failure>();
  const field = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const named = readModelName(name);
    if (!named.ok) return setProblem(named.failure);
    void session.choose(hubSource(named.value));
    onClose();
  };
  const choose = ({ target }: { readonly target: HTMLInputElement }) => {
    const files = [...(target.files ?? [])];
    if (files.length === 0) return;
    void session.chooseFiles(chosenFiles(files));
    onClose();
  };
  return (
    <Dialog title={opening.title} onClose={onClose}>
      <form className="grid gap-1.5" onSubmit={submit}>
        <label htmlFor={field} className="text-sm font-medium">
          {opening.repo}
        </label>
        <div className="flex flex-wrap gap-2">
          <input
            id={field}
            className="field flex-1 basis-40"
            value={name}
            dir="ltr"
            placeholder="owner/name"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problem !== undefined}
            aria-describedby={`${field}-about`}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="button">
            {opening.look}
          </button>
        </div>
        <p
          id={`${field}-about`}
          role={problem === undefined ? undefined : "alert"}
          className={`text-xs ${problem === undefined ? "text-muted" : "font-medium text-warn"}`}
        >
          <Said text={problem ?? opening.repoAbout} />
        </p>
      </form>
      <div className="grid gap-1.5 border-t border-line pt-4">
        <p className="text-sm font-medium">{opening.files}</p>
        <div className="flex flex-wrap gap-2">
          <label className="button focus-within:outline-2 focus-within:outline-accent">
            {opening.chooseFiles}
            <input type="file" multiple className="sr-only" onChange={choose} />
          </label>
          <label className="button focus-within:outline-2 focus-within:outline-accent">
            {opening.chooseFolder}
            <input
              type="file"
              className="sr-only"
              onChange={choose}
              ref={(input) => input?.setAttribute("webkitdirectory", "")}
            />
          </label>
        </div>
        <p className="text-xs text-muted">{opening.filesAbout}</p>
      </div>
      <div className="empty:hidden">
        <OwnModelButton />
      </div>
    </Dialog>
  );
}

import { type FormEvent, useId, useState } from "react";
import { parseModelReference } from "../../contract/model-reference.ts";
import { chosenFiles } from "../chosen-files.ts";
import { hubSource } from "../intent.ts";
import { STRINGS } from "../strings.ts";
import { useSession } from "../use-page.ts";
import { Dialog } from "./dialog.tsx";
import { OwnModelButton } from "./own-model-button.tsx";

const { opening } = STRINGS;

/** Another model: a repository of the Hub, or files of the visitor's own. */
export default function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const session = useSession();
  const [name, setName] = useState("");
  const [isWrong, setWrong] = useState(false);
  const field = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const reference = parseModelReference(name.trim());
    setWrong(reference === undefined);
    if (reference === undefined) return;
    void session.choose(hubSource(reference.repo, reference.revision));
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
        <div className="flex gap-2">
          <input
            id={field}
            className="field"
            value={name}
            placeholder="owner/name"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={isWrong}
            aria-describedby={`${field}-about`}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="button">
            {opening.look}
          </button>
        </div>
        <p id={`${field}-about`} className={`text-xs ${isWrong ? "font-medium text-warn" : "text-muted"}`}>
          {isWrong ? opening.wrong : opening.repoAbout}
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

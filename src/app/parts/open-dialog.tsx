import { type ChangeEvent, useState } from "react";
import { chosenFiles } from "../chosen-files.ts";
import { useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Dialog } from "./dialog.tsx";
import HubAccess from "./hub-access.tsx";
import { OwnModelButton } from "./own-model-button.tsx";
import { RepoForm } from "./repo-form.tsx";

/** Another model: a repository of the Hub, or files of the visitor's own. */
export default function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const { opening, hubAccess } = useLateWords();
  const [asksForAccess, setAsksForAccess] = useState(false);
  return (
    <Dialog title={opening.title} onClose={onClose}>
      <RepoForm onChosen={onClose} />
      <details className="text-sm" onToggle={({ currentTarget }) => setAsksForAccess(currentTarget.open)}>
        <summary className="py-3 underline decoration-dotted underline-offset-4">{hubAccess.title}</summary>
        <div className="pt-2">{asksForAccess && <HubAccess />}</div>
      </details>
      <FilePicker onChosen={onClose} />
      <div className="empty:hidden">
        <OwnModelButton />
      </div>
    </Dialog>
  );
}

function FilePicker({ onChosen }: { readonly onChosen: () => void }) {
  const { opening } = useLateWords();
  const { chooseFiles } = useSession();
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])];
    if (files.length === 0) return;
    void chooseFiles(chosenFiles(files));
    onChosen();
  };
  return (
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
  );
}

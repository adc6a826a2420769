import { type ChangeEvent, useRef } from "react";
import { useSession } from "../use-page.ts";
import { type StoredModels, useStoredModels } from "../use-stored-models.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { Dialog } from "./dialog.tsx";
import { Said } from "./failure-text.tsx";
import { StoredAdapters } from "./stored-adapters.tsx";
import { StoredModelItem } from "./stored-model-item.tsx";

/** What is kept on this device, and what can be done with it. */
export default function StorageDialog({ onClose }: { readonly onClose: () => void }) {
  const { storage: words } = useLateWords();
  const { models, said, ...doing } = useStoredModels(words.working);
  const report = useRef<HTMLParagraphElement>(null);
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p className="text-sm text-muted">{words.about}</p>
      {models?.length === 0 && <p className="text-sm text-muted">{words.empty}</p>}
      <ul className="grid gap-2">
        {models?.map((model) => (
          <StoredModelItem
            key={model.id}
            model={model}
            {...doing}
            onOpen={onClose}
            onDeleted={() => report.current?.focus()}
          />
        ))}
      </ul>
      <StoredAdapters {...doing} models={models} onOpen={onClose} onDeleted={() => report.current?.focus()} />
      <ImportButton {...doing} />
      <p ref={report} tabIndex={-1} aria-live="polite" className="min-h-5 text-sm text-accent">
        <Said text={said} />
      </p>
    </Dialog>
  );
}

function ImportButton({ isBusy, act }: Pick<StoredModels, "isBusy" | "act">) {
  const { storage: words } = useLateWords();
  const { engine } = useSession();
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file !== undefined) {
      void act(
        () => engine.importStored({ path: file.name, bytes: file }),
        ({ name }) => words.imported(name),
      );
    }
    target.value = "";
  };
  return (
    <label className="button w-fit">
      {words.import}
      <input type="file" accept=".zip" className="sr-only" disabled={isBusy} onChange={take} />
    </label>
  );
}

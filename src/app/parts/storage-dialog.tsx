import { useCallback, useEffect, useRef, useState } from "react";
import type { StoredModel } from "../../contract/model-library.ts";
import type { Failure, Outcome } from "../../contract/outcome.ts";
import { formatBytes } from "../format.ts";
import { saveOutcome } from "../save-file.ts";
import { useSession } from "../use-page.ts";
import { useWords } from "../words/current.ts";
import { showDate } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { AskingButton } from "./asking-button.tsx";
import { Dialog } from "./dialog.tsx";
import { Said } from "./failure-text.tsx";

/** What is kept on this device, and what can be done with it. */
export default function StorageDialog({ onClose }: { readonly onClose: () => void }) {
  const { storage: words } = useLateWords();
  const { units } = useWords();
  const { engine, choose, deleteStored } = useSession();
  const [models, setModels] = useState<readonly StoredModel[]>();
  const [said, say] = useState<string | Failure>("");
  const [busy, setBusy] = useState(false);
  const report = useRef<HTMLParagraphElement>(null);
  const list = useCallback(async () => {
    const outcome = await engine.stored();
    if (outcome.ok) setModels(outcome.value);
    else say(outcome.failure);
  }, [engine]);
  useEffect(() => void list(), [list]);
  /** Runs one action at a time and says how it ended. */
  const act = async <T,>(work: () => Promise<Outcome<T>>, done: (value: T) => string) => {
    setBusy(true);
    say(words.working);
    const outcome = await work();
    say(outcome.ok ? done(outcome.value) : outcome.failure);
    await list();
    setBusy(false);
  };
  const open = (model: StoredModel) => {
    void choose(model.source);
    onClose();
  };
  const actionsOf = (model: StoredModel) => [
    ...(model.complete ? [{ label: words.open, run: () => open(model) }] : []),
    {
      label: words.verify,
      run: () =>
        act(
          () => engine.verifyStored(model.id),
          ({ damaged }) => (damaged.length === 0 ? words.sound(model.name) : words.damaged(damaged.join(", "))),
        ),
    },
    { label: words.export, run: () => act(() => saveOutcome(engine.exportStored(model.id)), words.saved) },
  ];
  const remove = async (model: StoredModel) => {
    await act(
      () => deleteStored(model),
      () => words.deleted(model.name),
    );
    // The button is gone with its model.
    report.current?.focus();
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p className="text-sm text-muted">{words.about}</p>
      {models?.length === 0 && <p className="text-sm text-muted">{words.empty}</p>}
      <ul className="grid gap-2">
        {models?.map((model) => (
          <li key={model.id} className="grid gap-2 rounded-lg border border-line px-3 py-2.5">
            <div>
              <p className="font-medium">
                <bdi translate="no">{model.name}</bdi>
              </p>
              <p className="text-xs text-muted">
                {formatBytes(model.bytes, units)} · {words.used(showDate(model.lastUsed))}
                {!model.complete && ` · ${words.incomplete}`}
              </p>
            </div>
            <div className="-ms-2.5 flex flex-wrap">
              {actionsOf(model).map(({ label, run }) => (
                <button key={label} type="button" className="button-quiet" disabled={busy} onClick={run}>
                  {label}
                  <span translate="no" className="sr-only">
                    {" "}
                    {model.name}
                  </span>
                </button>
              ))}
              <AskingButton
                label={words.delete}
                about={model.name}
                question={(model.source.kind === "files" ? words.deletesMade : words.deletes)(model.name)}
                className="button-quiet"
                disabled={busy}
                onAgree={() => void remove(model)}
              />
            </div>
          </li>
        ))}
      </ul>
      <label className="button w-fit">
        {words.import}
        <input
          type="file"
          accept=".zip"
          className="sr-only"
          disabled={busy}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file !== undefined) {
              void act(
                () => engine.importStored({ path: file.name, bytes: file }),
                ({ name }) => words.imported(name),
              );
            }
            target.value = "";
          }}
        />
      </label>
      <p ref={report} tabIndex={-1} aria-live="polite" className="min-h-5 text-sm text-accent">
        <Said text={said} />
      </p>
    </Dialog>
  );
}

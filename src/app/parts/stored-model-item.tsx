import type { StoredModel } from "../../contract/model-library.ts";
import { formatBytes } from "../format.ts";
import { saveOutcome } from "../save-file.ts";
import { useSession } from "../use-page.ts";
import type { StoredModels } from "../use-stored-models.ts";
import { useWords } from "../words/current.ts";
import { showDate } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { AskingButton } from "./asking-button.tsx";

interface StoredModelItemProps extends Pick<StoredModels, "isBusy" | "act"> {
  readonly model: StoredModel;
  /** The model is being opened. */
  readonly onOpen: () => void;
  /** The model may be gone, and its buttons with it. */
  readonly onDeleted: () => void;
}

/** A model that is kept on this device, with what can be done with it. */
export function StoredModelItem(props: StoredModelItemProps) {
  const { storage: words } = useLateWords();
  const { deleteStored } = useSession();
  const { model, isBusy, act, onDeleted } = props;
  const remove = async () => {
    await act(
      () => deleteStored(model),
      () => words.deleted(model.name),
    );
    onDeleted();
  };
  return (
    <li className="grid gap-2 rounded-lg border border-line px-3 py-2.5">
      <Facts model={model} />
      <div className="-ms-2.5 flex flex-wrap">
        {useActions(props).map(({ label, run }) => (
          <button key={label} type="button" className="button-quiet" disabled={isBusy} onClick={run}>
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
          disabled={isBusy}
          onAgree={() => void remove()}
        />
      </div>
    </li>
  );
}

function Facts({ model }: { readonly model: StoredModel }) {
  const { storage: words } = useLateWords();
  const { units } = useWords();
  return (
    <div>
      <p className="font-medium">
        <bdi translate="no">{model.name}</bdi>
      </p>
      <p className="text-xs text-muted">
        {formatBytes(model.bytes, units)} · {words.used(showDate(model.lastUsed))}
        {!model.complete && ` · ${words.incomplete}`}
      </p>
    </div>
  );
}

/** What can be done with it that needs no second word. */
function useActions({ model, act, onOpen }: StoredModelItemProps) {
  const { storage: words } = useLateWords();
  const { engine, choose } = useSession();
  const open = () => {
    void choose(model.source);
    onOpen();
  };
  const verify = () =>
    act(
      () => engine.verifyStored(model.id),
      ({ damaged }) => (damaged.length === 0 ? words.sound(model.name) : words.damaged(damaged.join(", "))),
    );
  return [
    ...(model.complete ? [{ label: words.open, run: open }] : []),
    { label: words.verify, run: verify },
    { label: words.export, run: () => act(() => saveOutcome(engine.exportStored(model.id)), words.saved) },
  ];
}

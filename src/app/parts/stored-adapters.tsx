import { lazy, useCallback, useEffect, useState } from "react";
import type { StoredAdapter } from "../../contract/adapters.ts";
import { formatBytes } from "../format.ts";
import { useSession } from "../use-page.ts";
import type { StoredModels } from "../use-stored-models.ts";
import { useWords } from "../words/current.ts";
import { showDate } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { AskingButton } from "./asking-button.tsx";
import { Late } from "./late.tsx";
import { TitledList } from "./titled-list.tsx";

const Doings = lazy(async () => ({ default: (await import("../teach/teach-dialog.tsx")).AdapterDoings }));

interface StoredAdaptersProps extends Pick<StoredModels, "models" | "isBusy" | "act"> {
  /** The page writes with it from here on. */
  readonly onOpen: () => void;
  /** The adapter may be gone, and its button with it. */
  readonly onDeleted: () => void;
}

/** The adapters that are kept on this device; nothing where there are none. */
export function StoredAdapters({ models = [], isBusy, act, onOpen, onDeleted }: StoredAdaptersProps) {
  const { voices: words, storage } = useLateWords();
  const { engine, store } = useSession();
  const [adapters, setAdapters] = useState<readonly StoredAdapter[]>([]);
  const [unfolded, setUnfolded] = useState<string>();
  const list = useCallback(async () => {
    const outcome = await engine.storedAdapters();
    if (outcome.ok) setAdapters(outcome.value);
  }, [engine]);
  useEffect(() => void list(), [list]);
  const remove = async ({ id, name, digest }: StoredAdapter) => {
    await act(
      async () => {
        const removed = await engine.deleteAdapter(id);
        const { voice } = store.state();
        if (removed.ok && voice && digest.startsWith(voice.digest)) store.send({ type: "voice", voice: undefined });
        return removed;
      },
      () => storage.deleted(name),
    );
    await list();
    onDeleted();
  };
  if (adapters.length === 0) return null;
  return (
    <TitledList title={words.stored}>
      {adapters.map((adapter) => (
        <li key={adapter.id} className="flex flex-wrap items-center gap-2 rounded-lg border border-line px-3 py-2.5">
          <Facts adapter={adapter} />
          <Late unseen>
            <Doings
              adapter={adapter}
              // Nobody noted the models of the first ones.
              source={adapter.source ?? models.find(({ name }) => name === adapter.base)?.source}
              isBusy={isBusy}
              onOpen={onOpen}
              onRename={list}
              isUnfolded={unfolded === adapter.id}
              onUnfold={(isUnfolded) => setUnfolded(isUnfolded ? adapter.id : undefined)}
            />
          </Late>
          <AskingButton
            label={storage.delete}
            about={adapter.name}
            question={words.deletes(adapter.name)}
            className="button-quiet"
            disabled={isBusy}
            onAgree={() => void remove(adapter)}
          />
        </li>
      ))}
    </TitledList>
  );
}

function Facts({ adapter }: { readonly adapter: StoredAdapter }) {
  const { voices: words } = useLateWords();
  const { units } = useWords();
  return (
    <div className="min-w-0 flex-1 basis-40">
      <p className="truncate font-medium">
        <bdi translate="no">{adapter.name}</bdi>
      </p>
      <p className="text-xs text-muted">
        {words.of(adapter.base)} · {formatBytes(adapter.bytes, units)} · {showDate(adapter.added)}
      </p>
    </div>
  );
}

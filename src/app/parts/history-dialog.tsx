import { type ChangeEvent, type RefObject, useId, useMemo, useRef, useState } from "react";
import type { HistoryEntry } from "../history-entry.ts";
import { writeHistoryFile } from "../history-file.ts";
import { saveJson } from "../save-file.ts";
import { searchHistory } from "../search-history.ts";
import { type ListedHistory, useHistory } from "../use-history.ts";
import { useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { AskingButton } from "./asking-button.tsx";
import { Dialog } from "./dialog.tsx";
import { FailureAlert } from "./failure-alert.tsx";
import { HistoryItem } from "./history-item.tsx";

const HISTORY_FILE = "hostless-history.json";
/** Entries drawn at once. */
const SHOWN = 50;

export default function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const { history: words } = useLateWords();
  const { reopen } = useSession();
  const { entries, isKept, failure, clear, bring } = useHistory();
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const found = useMemo(() => searchHistory(entries, query), [entries, query]);
  const use = (entry: HistoryEntry) => {
    void reopen(entry);
    onClose();
  };
  const clearAll = async () => {
    if ((await clear()).ok) search.current?.focus();
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p className="text-sm text-muted">{isKept === false ? words.notKept : words.about}</p>
      <div className="flex flex-wrap items-end gap-2">
        <SearchField field={search} query={query} onChange={setQuery} />
        <AskingButton
          label={words.clear}
          question={words.clears(entries.length)}
          className="button"
          disabled={entries.length === 0}
          onAgree={() => void clearAll()}
        />
      </div>
      <HistoryFiles entries={entries} bring={bring} />
      <FailureAlert failure={failure} className="text-sm font-medium text-warn" />
      {isKept !== undefined && found.length === 0 && <p className="text-sm text-muted">{words.empty}</p>}
      <ul className="grid gap-2">
        {found.slice(0, SHOWN).map((entry) => (
          <HistoryItem key={entry.id} entry={entry} onUse={() => use(entry)} />
        ))}
      </ul>
    </Dialog>
  );
}

/** The whole history as a file, and one of another device's or browser's among the runs of this one. */
function HistoryFiles({ entries, bring }: Pick<ListedHistory, "entries" | "bring">) {
  const { history: words } = useLateWords();
  const [said, say] = useState("");
  const save = () => {
    const { text, saved } = writeHistoryFile(entries);
    saveJson(text, HISTORY_FILE);
    say(words.exported(saved, entries.length, HISTORY_FILE));
  };
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (file === undefined) return;
    say("");
    const brought = await bring(file);
    if (brought.ok) say(words.imported(brought.value.added, brought.value.total));
    // The same file can be chosen once more.
    target.value = "";
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <button type="button" className="button" disabled={entries.length === 0} onClick={save}>
        {words.export}
      </button>
      <label className="button has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
        {words.import}
        <input type="file" accept=".json,application/json" className="sr-only" onChange={take} />
      </label>
      <span aria-live="polite" className="text-sm text-accent">
        {said}
      </span>
    </div>
  );
}

interface SearchFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly onChange: (query: string) => void;
}

function SearchField({ field, query, onChange }: SearchFieldProps) {
  const { history: words } = useLateWords();
  const id = useId();
  return (
    <label htmlFor={id} className="grid flex-1 basis-40 gap-1 text-xs text-muted">
      {words.search}
      <input
        ref={field}
        id={id}
        type="search"
        className="field"
        value={query}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

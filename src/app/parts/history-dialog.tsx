import { type RefObject, useId, useMemo, useRef, useState } from "react";
import { type HistoryEntry, searchHistory } from "../history.ts";
import { useHistory } from "../use-history.ts";
import { useSession } from "../use-page.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { AskingButton } from "./asking-button.tsx";
import { Dialog } from "./dialog.tsx";
import { FailureText } from "./failure-text.tsx";
import { HistoryItem } from "./history-item.tsx";

/** Entries drawn at once. */
const SHOWN = 50;

export default function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const { history: words } = useLateWords();
  const { reopen } = useSession();
  const { entries, isKept, failure, clear } = useHistory();
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
      {failure !== undefined && (
        <p role="alert" className="text-sm font-medium text-warn">
          <FailureText failure={failure} />
        </p>
      )}
      {isKept !== undefined && found.length === 0 && <p className="text-sm text-muted">{words.empty}</p>}
      <ul className="grid gap-2">
        {found.slice(0, SHOWN).map((entry) => (
          <HistoryItem key={entry.id} entry={entry} onUse={() => use(entry)} />
        ))}
      </ul>
    </Dialog>
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

import { useEffect, useId, useMemo, useRef, useState } from "react";
import { type Failure, toOutcome } from "../../contract/outcome.ts";
import { type History, type HistoryEntry, openHistory, searchHistory } from "../history.ts";
import { useSession } from "../use-page.ts";
import { showTime } from "../words/locale.ts";
import { useLateWords } from "../words/use-late-words.ts";
import { AskingButton } from "./asking-button.tsx";
import { Dialog } from "./dialog.tsx";
import { FailureText } from "./failure-text.tsx";

/** Entries drawn at once. */
const SHOWN = 50;

export default function HistoryDialog({ onClose }: { readonly onClose: () => void }) {
  const { history: words } = useLateWords();
  const { reopen } = useSession();
  const [history, setHistory] = useState<History>();
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const [query, setQuery] = useState("");
  const [failure, setFailure] = useState<Failure>();
  const field = useId();
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void openHistory().then(async (opened) => {
      setEntries(await opened.list());
      setHistory(opened);
    });
  }, []);
  const found = useMemo(() => searchHistory(entries, query), [entries, query]);
  const use = (entry: HistoryEntry) => {
    void reopen(entry);
    onClose();
  };
  const clear = async () => {
    const cleared = await toOutcome(() => history?.clear());
    setFailure(cleared.ok ? undefined : cleared.failure);
    if (!cleared.ok) return;
    setEntries([]);
    search.current?.focus();
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p className="text-sm text-muted">{history?.isKept === false ? words.notKept : words.about}</p>
      <div className="flex flex-wrap items-end gap-2">
        <label htmlFor={field} className="grid flex-1 basis-40 gap-1 text-xs text-muted">
          {words.search}
          <input
            ref={search}
            id={field}
            type="search"
            className="field"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        <AskingButton
          label={words.clear}
          question={words.clears(entries.length)}
          className="button"
          disabled={entries.length === 0}
          onAgree={() => void clear()}
        />
      </div>
      {failure !== undefined && (
        <p role="alert" className="text-sm font-medium text-warn">
          <FailureText failure={failure} />
        </p>
      )}
      {history !== undefined && found.length === 0 && <p className="text-sm text-muted">{words.empty}</p>}
      <ul className="grid gap-2">
        {found.slice(0, SHOWN).map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              className="grid w-full gap-1 rounded-lg border border-line px-3 py-2.5 text-start transition-colors hover:border-edge
                hover:bg-sunken"
              onClick={() => use(entry)}
            >
              <span dir="auto" lang="und" className="line-clamp-3 font-serif">
                {entry.prompt.slice(-300)}
                <span className="text-accent">{entry.texts[0]}</span>
              </span>
              <span className="text-xs text-muted">
                {showTime(entry.at)} · <span translate="no">{entry.model}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

import type { HistoryEntry } from "../history-entry.ts";
import { writerName } from "../state/voice.ts";
import { showTime } from "../words/locale.ts";

interface HistoryItemProps {
  readonly entry: HistoryEntry;
  readonly onUse: () => void;
}

/** An earlier run; a press brings it back into the form. */
export function HistoryItem({ entry, onUse }: HistoryItemProps) {
  return (
    <li>
      <button
        type="button"
        className="grid w-full gap-1 rounded-lg border border-line px-3 py-2.5 text-start transition-colors hover:border-edge
          hover:bg-sunken"
        onClick={onUse}
      >
        <span dir="auto" lang="und" className="line-clamp-3 font-serif">
          {entry.prompt.slice(-300)}
          <span className="text-accent">{entry.texts[0]}</span>
        </span>
        <span className="text-xs text-muted">
          {showTime(entry.at)} · <span translate="no">{writerName(entry.model, entry.adapter?.name)}</span>
        </span>
      </button>
    </li>
  );
}

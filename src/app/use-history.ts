import { useEffect, useState } from "react";
import { type Failure, type Outcome, toOutcome } from "../contract/outcome.ts";
import { type History, type HistoryEntry, openHistory } from "./history.ts";

export interface ListedHistory {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Absent until the entries are listed; false where they are gone with the page. */
  readonly isKept: boolean | undefined;
  /** Why the entries could not be deleted when that was tried last. */
  readonly failure: Failure | undefined;
  clear(): Promise<Outcome<void>>;
}

/** The runs that are remembered on this device. */
export function useHistory(): ListedHistory {
  const [history, setHistory] = useState<History>();
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    void openHistory().then(async (opened) => {
      setEntries(await opened.list());
      setHistory(opened);
    });
  }, []);
  const clear = async () => {
    const cleared = await toOutcome(() => history?.clear());
    setFailure(cleared.ok ? undefined : cleared.failure);
    if (cleared.ok) setEntries([]);
    return cleared;
  };
  return { entries, isKept: history?.isKept, failure, clear };
}

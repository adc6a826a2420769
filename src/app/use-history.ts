import { useEffect, useState } from "react";
import { type Failure, type Outcome, toOutcome } from "../contract/outcome.ts";
import type { HistoryEntry } from "./history-entry.ts";
import { readHistoryFile } from "./history-file.ts";
import { onHistoryChange, openHistory } from "./history.ts";
import type { History } from "./memory-history.ts";

export interface ListedHistory {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Absent until the entries are listed; false where they are gone with the page. */
  readonly isKept: boolean | undefined;
  /** Why what was tried last did not work: the entries could not be deleted, or those of a file not be added. */
  readonly failure: Failure | undefined;
  clear(): Promise<Outcome<void>>;
  /** Adds the entries of a file that was exported. @returns how many the file has, and how many of them were new */
  bring(file: File): Promise<Outcome<Brought>>;
}

interface Brought {
  readonly total: number;
  readonly added: number;
}

/** The runs that are remembered on this device. */
export function useHistory(): ListedHistory {
  const [history, setHistory] = useState<History>();
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    const list = async () => {
      const opened = await openHistory();
      setEntries(await opened.list());
      setHistory(opened);
    };
    void list();
    // A run may be remembered a moment after the list was opened.
    return onHistoryChange(() => void list());
  }, []);
  const clear = async () => {
    const cleared = await toOutcome(() => history?.clear());
    setFailure(cleared.ok ? undefined : cleared.failure);
    if (cleared.ok) setEntries([]);
    return cleared;
  };
  const bring = async (file: File) => {
    const brought = await toOutcome(() => mergeFile(file));
    setFailure(brought.ok ? undefined : brought.failure);
    if (brought.ok) setEntries(await (await openHistory()).list());
    return brought;
  };
  return { entries, isKept: history?.isKept, failure, clear, bring };
}

/** @throws Refusal where the file is no history, or its entries cannot be kept */
async function mergeFile(file: File): Promise<Brought> {
  const brought = await readHistoryFile(file);
  const history = await openHistory();
  return { total: brought.length, added: await history.merge(brought, Date.now()) };
}

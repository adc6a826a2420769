import { useEffect, useMemo, useState } from "react";
import { type Branch, branchesOf } from "./branches.ts";
import { onHistoryChange, openHistory } from "./history.ts";
import type { HistoryEntry } from "./history-entry.ts";

/** The texts of a prompt that are remembered on this device, as a tree that grows with each run. */
export function useBranches(prompt: string, model: string): readonly Branch[] {
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  useEffect(() => {
    let isShown = true;
    const list = async () => {
      const listed = await (await openHistory()).list();
      if (isShown) setEntries(listed);
    };
    void list();
    const unsubscribe = onHistoryChange(() => void list());
    return () => {
      isShown = false;
      unsubscribe();
    };
  }, []);
  return useMemo(() => branchesOf(entries, prompt, model), [entries, prompt, model]);
}

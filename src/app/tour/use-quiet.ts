import { useEffect, useState } from "react";

/** Milliseconds of quiet before something is asked of what one types. */
const AFTER_MS = 200;

/** What was typed, once typing has paused. */
export function useQuiet(typed: string): string {
  const [quiet, setQuiet] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(typed), AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return quiet;
}

import type { Run } from "./state/run.ts";
import { usePage } from "./use-page.ts";

/** The run that is to be seen, and whether its texts are shown tidied. */
export function useShownRun(): { readonly run: Run | undefined; readonly tidy: boolean } {
  const run = usePage((state) => state.run);
  const tidy = usePage((state) => state.tidy);
  return { run, tidy };
}

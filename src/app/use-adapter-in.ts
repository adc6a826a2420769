import { adapterIn } from "./state/voice.ts";
import { usePage } from "./use-page.ts";

/** What names the adapter that the page writes with in a request; the same object as long as it is the same one. */
export function useAdapterIn(): { readonly adapter?: string } {
  const adapter = usePage((state) => adapterIn(state).adapter);
  return adapter === undefined ? {} : { adapter };
}

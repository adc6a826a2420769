import { createContext, use, useSyncExternalStore } from "react";
import type { Session } from "./session.ts";
import type { PageState } from "./state/page.ts";

export const SessionContext = createContext<Session | undefined>(undefined);

/** @throws Error outside of the page */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error("There is no session around this component.");
  return session;
}

/**
 * A part of the page's state. `select` must give the same value for the same state; only a new value draws anew. A page that
 * was drawn when the site was built is taken over as it was drawn, then drawn as the state is by now.
 */
export function usePage<T>(select: (state: PageState) => T): T {
  const { store } = useSession();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.state()),
    () => select(store.initial),
  );
}

import type { StoreCaches } from "../cache-store.ts";

/** Answers of the origin's cache by their addresses, as all tabs see them. */
export type Cached = Map<string, Blob>;

/** A tab's view of the Cache API. @param turn of this tab */
export function viewCaches(cached: Cached, turn: () => Promise<void>): StoreCaches {
  return {
    open: async () => ({
      async match(url) {
        await turn();
        const blob = cached.get(url);
        return blob && new Response(blob);
      },
      async put(url, response) {
        const blob = await response.blob();
        await turn();
        cached.set(url, blob);
      },
      async delete(url) {
        await turn();
        return cached.delete(url);
      },
      async keys() {
        await turn();
        return [...cached.keys()].map((url) => ({ url }));
      },
    }),
  };
}

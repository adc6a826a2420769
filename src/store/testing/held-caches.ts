/** The Cache API as a browser has it that keeps things, for as long as the test lasts. */
export function heldCaches(): CacheStorage {
  const open = new Map<string, Cache>();
  const unused = () => Promise.reject(new Error("not needed here"));
  return {
    async open(name) {
      const cache = open.get(name) ?? heldCache();
      open.set(name, cache);
      return cache;
    },
    has: async (name) => open.has(name),
    delete: async (name) => open.delete(name),
    keys: async () => [...open.keys()],
    match: unused,
  };
}

function heldCache(): Cache {
  const kept = new Map<string, Blob>();
  const unused = () => Promise.reject(new Error("not needed here"));
  const urlOf = (request: RequestInfo | URL) => (request instanceof Request ? request.url : String(request));
  return {
    async put(request, response) {
      kept.set(urlOf(request), await response.blob());
    },
    async match(request) {
      const blob = kept.get(urlOf(request));
      return blob === undefined ? undefined : new Response(blob);
    },
    delete: async (request) => kept.delete(urlOf(request)),
    keys: async () => [...kept.keys()].map((url) => new Request(url)),
    add: unused,
    addAll: unused,
    matchAll: unused,
  };
}

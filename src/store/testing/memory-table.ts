import type { AdapterTable } from "../adapter-table.ts";

/** A table that lasts as long as the test. */
export function memoryTable(held = new Map<string, unknown>()): AdapterTable & { readonly held: Map<string, unknown> } {
  return {
    held,
    list: async (prefix) => [...held].filter(([key]) => key.startsWith(prefix)),
    get: async (key) => held.get(key),
    async put(entries) {
      for (const [key, value] of entries) held.set(key, structuredClone(value));
    },
    async remove(keys) {
      for (const key of keys) held.delete(key);
    },
  };
}

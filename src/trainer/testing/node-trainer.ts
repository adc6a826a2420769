import { createHash } from "node:crypto";
import type { ModelSource } from "../../contract/model-source.ts";
import { kernelModule } from "../../kernel/testing/start-kernel.ts";
import { type AdapterShelf, createAdapterShelf } from "../../store/adapter-shelf.ts";
import { createModelStore } from "../../store/model-store.ts";
import { nodeWorld } from "../../store/testing/node-world.ts";
import type { FileMap } from "../../testing/tiny-package.ts";
import { createTrainer } from "../create-trainer.ts";
import { notesIn } from "../kept-notes.ts";
import type { TrainerWorld } from "../trainer-world.ts";

/** A device's notes, which outlive its trainers. */
export function memoryTable() {
  const held = new Map<string, unknown>();
  return {
    held,
    get: async (key: string) => held.get(key),
    put: async (key: string, value: unknown) => void held.set(key, structuredClone(value)),
    remove: async (key: string) => void held.delete(key),
  };
}

/** The adapters of such a device lie in the same table as its notes. */
export function shelfIn(table: ReturnType<typeof memoryTable>): AdapterShelf {
  return createAdapterShelf({
    list: async (prefix) => [...table.held].filter(([key]) => key.startsWith(prefix)),
    get: (key) => table.get(key),
    async put(entries) {
      for (const [key, value] of entries) await table.put(key, value);
    },
    async remove(keys) {
      for (const key of keys) await table.remove(key);
    },
  });
}

/** The thread that teaches as a test has it: the real store, kernel and training, with notes in memory. */
export function nodeTrainer(table = memoryTable(), more: Partial<TrainerWorld> = {}) {
  let clock = 0;
  return createTrainer({
    store: createModelStore(nodeWorld("http://localhost/")),
    shelf: shelfIn(table),
    notes: notesIn(table),
    loadKernel: () => kernelModule("training"),
    startSecond: () => undefined,
    sha256: async (text) => createHash("sha256").update(text).digest("hex"),
    alone: (work) => work(),
    now: () => ++clock,
    date: () => 1e12 + ++clock,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    ...more,
  });
}

/** A package as the visitor picked it. */
export function pickedPackage(name: string, files: FileMap): ModelSource {
  const named = Object.entries(files).map(([path, bytes]) => ({ path, bytes: new Blob([new Uint8Array(bytes)]) }));
  return { kind: "files", name, files: named };
}

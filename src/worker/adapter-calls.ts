import type { AdapterCalls, AddedAdapter, GivenAdapter, StoredAdapter } from "../contract/adapters.ts";
import { toOutcome } from "../contract/outcome.ts";
import type { AdapterShelf } from "../store/adapter-shelf.ts";
import type { CurrentModel } from "./current-model.ts";
import type { createQueue } from "./queue.ts";

interface AdapterWorld {
  readonly current: CurrentModel;
  readonly shelf: AdapterShelf;
  readonly enqueue: ReturnType<typeof createQueue>;
}

/** What is asked of the loaded model's adapters. What changes them waits until no run is under way. */
export function createAdapterCalls({ current, shelf, enqueue }: AdapterWorld): AdapterCalls {
  const add = async (given: GivenAdapter): Promise<AddedAdapter> => {
    const { beside } = current.get();
    const take = await beside.read(given);
    const added = await enqueue(async () => {
      // Another model, or another backend, may have taken its place meanwhile.
      if (current.get().beside !== beside) return undefined;
      return { ...(await take()), info: current.get().info };
    });
    return added ?? add(given);
  };
  return {
    addAdapter: (given) => toOutcome(() => add(given)),

    findAdapters: () =>
      toOutcome(() =>
        enqueue(async () => {
          await current.get().beside.find();
          return current.get().info;
        }),
      ),

    storedAdapters: () =>
      toOutcome(async () => [...(await shelf.list()).map(toStored), ...(current.now?.beside.unkept ?? [])]),

    deleteAdapter: (id) =>
      toOutcome(() =>
        enqueue(async () => (current.now === undefined ? shelf.remove(id) : current.now.beside.remove(id))),
      ),
  };
}

function toStored({ id, name, base, source, digest, bytes, added }: StoredAdapter): StoredAdapter {
  return { id, name, base, ...(source && { source }), digest, bytes, added };
}

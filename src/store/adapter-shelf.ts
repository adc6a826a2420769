import * as v from "valibot";
import { storedSource } from "../contract/model-source.ts";
import { refuse } from "../contract/outcome.ts";
import { generationParameters } from "../contract/parameters.ts";
import type { AdapterTable } from "./adapter-table.ts";
import { outOfQuota, storageFailure } from "./storage-failure.ts";

/**
 * More bytes than this are used while the page is open, and not kept: the database takes a value whole. Rank 32 of all
 * matrices of GPT-2 large has 94 MB.
 */
const MOST_KEPT_BYTES = 120_000_000;

const note = v.object({
  version: v.literal(1),
  name: v.string(),
  /** SHA-256 of what it computes. */
  digest: v.string(),
  /** Name of its model. */
  base: v.string(),
  /** What tells its model from others; see `base-id.ts`. */
  bases: v.array(v.string()),
  /** By which its model is opened again. */
  source: v.exactOptional(storedSource),
  bytes: v.number(),
  /** Milliseconds since the epoch. */
  added: v.number(),
  /** Its own settings. */
  defaults: v.exactOptional(generationParameters),
  /** Perplexity of the texts set aside, where it was trained here. */
  before: v.exactOptional(v.number()),
  after: v.exactOptional(v.number()),
});
const files = v.array(v.object({ path: v.string(), bytes: v.instance(Uint8Array) }));

/** What is written down of an adapter that is kept. */
export type ShelfNote = v.InferOutput<typeof note>;
export type ShelfFiles = v.InferOutput<typeof files>;
export type KeptAdapter = ShelfNote & { readonly id: string };

/** Adapters that are kept on this device, each for its model. What cannot be read counts as not there. */
export interface AdapterShelf {
  /** Oldest first. @param bases only of these */
  list(bases?: readonly string[]): Promise<readonly KeptAdapter[]>;
  files(id: string): Promise<ShelfFiles | undefined>;
  /**
   * Keeps an adapter in the place of an equal one of the same model. @returns its id
   * @throws Refusal `quota`, `storage`, `limit_exceeded`
   */
  keep(note: Omit<ShelfNote, "version" | "bytes">, files: ShelfFiles): Promise<string>;
  /** @throws Refusal `storage` */
  remove(id: string): Promise<void>;
}

const NOTE = "note ";
const FILES = "files ";

export function createAdapterShelf(table: AdapterTable): AdapterShelf {
  const list = async (bases?: readonly string[]): Promise<readonly KeptAdapter[]> => {
    const found = await table.list(NOTE).catch(() => []);
    const read = found.flatMap(([key, value]) => {
      const parsed = v.safeParse(note, value);
      return parsed.success ? [{ ...parsed.output, id: key.slice(NOTE.length) }] : [];
    });
    const wanted = read.filter((one) => bases === undefined || isOf(one, bases));
    return wanted.sort((one, other) => one.added - other.added);
  };
  return {
    list,
    async files(id) {
      const found = await table.get(FILES + id).catch(() => undefined);
      const parsed = v.safeParse(files, found);
      return parsed.success ? parsed.output : undefined;
    },
    async keep(given, given_files) {
      const bytes = given_files.reduce((sum, file) => sum + file.bytes.length, 0);
      if (bytes > MOST_KEPT_BYTES) throw tooLarge(given.name, bytes);
      if (given.bases.length === 0) throw outOfQuota();
      const equal = (await list(given.bases)).find(({ digest }) => digest === given.digest);
      const id = equal?.id ?? `${given.digest} ${given.bases[0] ?? ""}`;
      const bases = [...new Set([...(equal?.bases ?? []), ...given.bases])];
      const { id: _, ...before } = equal ?? {};
      await orFail(() =>
        table.put([
          [
            NOTE + id,
            { ...before, ...given, added: equal?.added ?? given.added, version: 1, bytes, bases } satisfies ShelfNote,
          ],
          [FILES + id, given_files],
        ]),
      );
      return id;
    },
    remove: (id) => orFail(() => table.remove([NOTE + id, FILES + id])),
  };
}

function tooLarge(name: string, bytes: number) {
  return refuse("limit_exceeded", "kept_adapter", { name, bytes, most: MOST_KEPT_BYTES }, { subject: name });
}

function isOf({ bases }: ShelfNote, wanted: readonly string[]): boolean {
  return bases.some((base) => wanted.includes(base));
}

async function orFail(work: () => Promise<void>): Promise<void> {
  await work().catch((error) => {
    throw storageFailure(error);
  });
}

import * as v from "valibot";
import { storedSource } from "../contract/model-source.ts";
import { DATABASES } from "../contract/on-device.ts";
import { TEXT_LAYOUTS, trainingChoice } from "../contract/training.ts";
import { withinDatabase } from "../store/open-database.ts";
import { storageFailure } from "../store/storage-failure.ts";

const { table: TABLE } = DATABASES.training;

/** What a training is of: all that decides its result. */
const begunTraining = v.object({
  version: v.literal(1),
  source: storedSource,
  /** Digest of the weights. */
  base: v.exactOptional(v.string()),
  model: v.string(),
  name: v.string(),
  text: v.string(),
  layout: v.picklist(TEXT_LAYOUTS),
  field: v.exactOptional(v.string()),
  choice: trainingChoice,
  texts: v.number(),
});
export type BegunTraining = v.InferOutput<typeof begunTraining>;

/** How far it came. */
const keptState = v.object({ version: v.literal(1), done: v.number(), bytes: v.instance(Uint8Array) });
export type KeptState = v.InferOutput<typeof keptState>;

/** An adapter as it was kept here before the shelf had them all: one for each base. */
const oldVoice = v.object({
  version: v.literal(1),
  name: v.string(),
  before: v.exactOptional(v.number()),
  after: v.exactOptional(v.number()),
  files: v.array(v.object({ path: v.string(), bytes: v.instance(Uint8Array) })),
});
export type OldVoice = v.InferOutput<typeof oldVoice>;

/** What of trainings is kept on this device. What cannot be read counts as not there. */
export interface TrainingNotes {
  begun(): Promise<BegunTraining | undefined>;
  state(): Promise<KeptState | undefined>;
  /** @throws Refusal `quota`, `storage` */
  keepBegun(training: BegunTraining): Promise<void>;
  keepState(state: KeptState): Promise<void>;
  /** @throws Refusal `storage` */
  forget(): Promise<void>;
  /** @param base digest of its weights */
  oldVoice(base: string): Promise<OldVoice | undefined>;
  /** @throws Refusal `storage` */
  dropOldVoice(base: string): Promise<void>;
}

const BEGUN = "begun";
const STATE = "state";
const oldKey = (base: string) => `voice ${base}`;

/** In IndexedDB, which writes all of a value or nothing. */
export function browserNotes(): TrainingNotes {
  const within = withinDatabase(DATABASES.training);
  return notesIn({
    get: (key) => within((database) => database.get(TABLE, key)),
    put: (key, value) => within(async (database) => void (await database.put(TABLE, value, key))),
    remove: (key) => within((database) => database.delete(TABLE, key)),
  });
}

/** Where notes are: the database's table; tests bring their own. */
interface NoteTable {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

export function notesIn(table: NoteTable): TrainingNotes {
  const read = async <T extends v.GenericSchema>(schema: T, key: string): Promise<v.InferOutput<T> | undefined> => {
    const found = await table.get(key).catch(() => undefined);
    const parsed = v.safeParse(schema, found);
    return parsed.success ? parsed.output : undefined;
  };
  const put = async (key: string, value: unknown) => {
    await table.put(key, value).catch((error) => {
      throw storageFailure(error);
    });
  };
  const remove = async (key: string) => {
    await table.remove(key).catch((error) => {
      throw storageFailure(error);
    });
  };
  return {
    begun: () => read(begunTraining, BEGUN),
    state: () => read(keptState, STATE),
    // What is left of another training must not be taken for this one's; its digest would tell, too.
    async keepBegun(training) {
      await table.remove(STATE).catch(() => undefined);
      await put(BEGUN, training);
    },
    keepState: (state) => put(STATE, state),
    async forget() {
      await remove(STATE);
      await remove(BEGUN);
    },
    oldVoice: (base) => read(oldVoice, oldKey(base)),
    dropOldVoice: (base) => remove(oldKey(base)),
  };
}

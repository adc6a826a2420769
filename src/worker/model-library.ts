import type { ModelLibrary } from "../contract/model-library.ts";
import { type Outcome, toOutcome } from "../contract/outcome.ts";
import type { ModelStore } from "../store/model-store.ts";
import { openArchive } from "../store/open-archive.ts";

/**
 * The kept models, failures as outcomes.
 * @param onChange before something that is kept may change
 */
export function createModelLibrary(store: ModelStore, onChange: () => void): ModelLibrary {
  const change = <T>(work: () => Promise<T>): Promise<Outcome<T>> => {
    onChange();
    return toOutcome(work);
  };
  return {
    stored: () => toOutcome(() => store.stored()),
    verifyStored: (id) => change(() => store.verify(id)),
    deleteStored: (id) => change(() => store.delete(id)),
    exportStored: (id) => toOutcome(() => store.export(id)),
    importStored: (file) => change(() => store.import(file)),
    openArchive: (file) => change(() => openArchive(file, store)),
  };
}

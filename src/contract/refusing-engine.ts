import type { Engine } from "./engine.ts";
import type { Outcome } from "./outcome.ts";

/** An engine that answers every call with `refuse`, for those who need some of its methods or none: `{ ...refusing, load }`. */
export function refusingEngine(refuse: () => Promise<Outcome<never>>): Engine {
  const giveUp = async () => void (await refuse());
  return {
    describe: refuse,
    load: refuse,
    cancelLoad: giveUp,
    generate: refuse,
    stop: giveUp,
    countTokens: refuse,
    tokenize: refuse,
    score: refuse,
    alternatives: refuse,
    scoreNext: refuse,
    savePackage: refuse,
    stored: refuse,
    verifyStored: refuse,
    deleteStored: refuse,
    exportStored: refuse,
    importStored: refuse,
    openArchive: refuse,
    addAdapter: refuse,
    findAdapters: refuse,
    storedAdapters: refuse,
    deleteAdapter: refuse,
  };
}

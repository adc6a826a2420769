import type { ModelInfo } from "../contract/model-info.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { failed, type Outcome, succeed } from "../contract/outcome.ts";
import { type Choice, type ChooseLoads, loadAlone } from "./choose-loads.ts";
import type { Clock } from "./clock.ts";
import { watchLine } from "./line.ts";
import type { ModelThread } from "./model-thread.ts";
import { GIVEN_UP } from "./thread/loads.ts";
import { comingLoad, isSameWanted, type ThreadState, type Wanted } from "./thread/thread-state.ts";

interface LighterFirstOptions extends Clock {
  /** True where the visitor asks for little traffic. */
  readonly savesData: () => boolean;
}

type Replaceable = ModelOffer & { readonly lighter: ModelSource };

/**
 * Begins with a model's lighter sibling where the line is slow or the visitor saves data, and loads the model itself beside
 * it. A dtype or backend that was chosen is loaded as it was chosen.
 */
export function lighterFirst({ savesData, ...clock }: LighterFirstOptions): ChooseLoads {
  return async (choice) => {
    const { thread, wanted, onProgress, isLatest } = choice;
    const standIn = standInFor(wanted, thread.state);
    if (standIn !== undefined) return succeed(standIn);
    const offer = await findReplaceable(thread, wanted);
    if (!isLatest()) return failed(GIVEN_UP);
    if (offer === undefined) return loadAlone(choice);
    const full = savesData() ? undefined : await loadUnlessSlow(choice, offer.lighter, clock);
    if (full !== undefined) return full;
    if (!isLatest()) return failed(GIVEN_UP);
    const light: Wanted = { source: offer.lighter, options: {}, standsInFor: offer.name };
    const loaded = await thread.loadNow(light, onProgress);
    if (!isLatest() || (!loaded.ok && loaded.failure.code === "cancelled")) return loaded;
    if (!loaded.ok) return loadAlone(choice);
    if (!savesData()) void thread.loadNow({ ...wanted, isImprovement: true }, () => undefined);
    return loaded;
  };
}

/** The model that answers in the place of one that is asked for once more while it comes. */
function standInFor(wanted: Wanted, state: ThreadState): ModelInfo | undefined {
  const coming = comingLoad(state);
  return coming !== undefined && isSameWanted(coming.wanted, wanted) ? state.model?.info : undefined;
}

/** The offer of a model that may be replaced: it has a lighter sibling, is not on this device, and nothing was chosen. */
async function findReplaceable(
  thread: ModelThread,
  { source, options: { dtype, backend } }: Wanted,
): Promise<Replaceable | undefined> {
  if (source.kind !== "site" || dtype !== undefined || backend !== undefined) return undefined;
  const offer = await thread.offerOf(source);
  return isReplaceable(offer) ? offer : undefined;
}

function isReplaceable(offer: ModelOffer | undefined): offer is Replaceable {
  return offer?.lighter !== undefined && offer.downloadBytes > 0;
}

/** Loads the model itself; `undefined` where that was given up because the lighter one will be there much sooner. */
async function loadUnlessSlow(
  { thread, wanted, onProgress, isLatest }: Choice,
  lighter: ModelSource,
  clock: Clock,
): Promise<Outcome<ModelInfo> | undefined> {
  let isGivenUp = false;
  let isOver = false;
  const giveUp = () => {
    if (isGivenUp || isOver || !isLatest()) return;
    isGivenUp = true;
    thread.giveUp();
  };
  const watch = watchLine(clock, giveUp);
  void thread.describe(lighter).then((offer) => {
    if (offer.ok && offer.value.downloadBytes === 0) giveUp();
  });
  const outcome = await thread.loadNow(wanted, (progress) => {
    watch.saw(progress);
    return isGivenUp ? undefined : onProgress(progress);
  });
  watch.end();
  isOver = true;
  return isGivenUp && !outcome.ok ? undefined : outcome;
}

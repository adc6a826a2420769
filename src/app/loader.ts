import type { LoadOptions, LoadProgress, ModelInfo, ModelOffer } from "../contract/engine.ts";
import { isSameSource, type ModelSource } from "../contract/model-source.ts";
import type { Failure } from "../contract/outcome.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";
import type { ConsentReason } from "./state/models-state.ts";
import { currentWords } from "./words/current.ts";

/** Bytes of a model from the own origin that start by themselves; more asks first, for phones on paid networks. */
const LARGE_BYTES = 64 * 1024 * 1024;

interface Loader {
  /** Looks a model up, then fetches it or asks first. `isChosen`: the visitor named it in the page, not a link. */
  look(source: ModelSource, isChosen: boolean): Promise<void>;
  /** Looks up the model that was named by a link, since the visitor wants to know more of it. */
  lookUp(): void;
  /** True when this is the model that was looked up last, and it was not refused. */
  isWanted(source: ModelSource): boolean;
  /** Fetches the model that was looked up; without options as the visitor chose for it before. */
  begin(options?: LoadOptions): void;
  retry(): void;
  /** Goes on with the model that runs, and not to the one that was looked up. */
  close(): void;
  /** Fetches the model itself where a lighter one stands in for it, however long that takes, and remembers that. */
  loadFull(): void;
  /** Fetches the model that runs with other options, and remembers them. */
  override(options: LoadOptions): void;
}

/** A model that was named, and what was found. */
interface Named {
  readonly source: ModelSource;
  readonly offer?: ModelOffer;
  readonly isRefused?: true;
}

interface LoaderHooks {
  readonly onReady: () => void;
  readonly onFailure: (failure: Failure) => void;
}

/** The model's way to this device. Loads are numbered; what an earlier one answers is dropped. */
export function createLoader(world: SessionWorld, store: PageStore, { onReady, onFailure }: LoaderHooks): Loader {
  const { engine } = world;
  const { send, state } = store;
  let loads = 0;
  let wanted: Named | undefined;
  let running: Named | undefined;

  const isForeign = (source: ModelSource) => !isSameSource(source, world.ownModel);

  /** A load under way is given up: the model's thread would finish it before it begins the next. */
  const nextLoad = (): number => {
    if (state().load.kind === "loading") void engine.cancelLoad();
    return ++loads;
  };

  const look = async (source: ModelSource, isChosen: boolean): Promise<void> => {
    const load = nextLoad();
    wanted = { source };
    send({ type: "looking", load, isForeign: isForeign(source) });
    if (world.isFramed && source.kind === "hub" && !isChosen) {
      return send({ type: "asking", load, why: { kind: "unseen", repo: source.repo } });
    }
    const described = await engine.describe(source);
    if (load !== loads) return;
    if (!described.ok) return failLoad(load, described.failure);
    const offer = described.value;
    wanted = { source, offer };
    send({ type: "offered", load, offer });
    if (await wasRemoved(offer)) send({ type: "notice", text: currentWords().removed(offer.name) });
    const crashed = (await world.watch.crashed()) !== undefined;
    if (load !== loads) return;
    const options = world.choices.get(offer.name);
    const why = reasonToAsk(offer, options, crashed, isChosen) ?? (world.isFramed ? "framed" : undefined);
    if (why === undefined) return fetchModel(load, offer, options);
    send({ type: "asking", load, why });
  };

  /** True when the browser has cleared its storage since the last visit; a model of which some is there is only newer. */
  const wasRemoved = async ({ name, downloadBytes }: ModelOffer): Promise<boolean> => {
    if (downloadBytes === 0 || !world.kept.has(name)) return false;
    const stored = await engine.stored();
    return stored.ok && !stored.value.some((model) => model.name === name);
  };

  const fetchModel = async (load: number, { source }: ModelOffer, options: LoadOptions): Promise<void> => {
    send({ type: "starting", load, options });
    world.watch.forget();
    const report = (progress: LoadProgress) => send({ type: "progress", load, progress });
    const loaded = await world.watch.around(source, () => engine.load(source, options, report));
    if (load !== loads) return;
    if (!loaded.ok) return failLoad(load, loaded.failure);
    running = wanted;
    send({ type: "loaded", load, info: loaded.value });
    if (isKept(loaded.value)) world.kept.add(loaded.value.name);
    onReady();
  };

  const failLoad = (load: number, failure: Failure): void => {
    if (wanted !== undefined) wanted = { ...wanted, isRefused: true };
    send({ type: "load-failed", load, failure });
    onFailure(failure);
  };

  const begin = (named: Named | undefined, options?: LoadOptions): void => {
    const offer = named?.offer;
    if (offer === undefined) return;
    const load = nextLoad();
    wanted = { source: named?.source ?? offer.source, offer };
    send({ type: "looking", load, isForeign: isForeign(offer.source) });
    send({ type: "offered", load, offer });
    void fetchModel(load, offer, options ?? world.choices.get(offer.name));
  };

  const override = (options: LoadOptions): void => {
    if (running?.offer === undefined) return;
    world.choices.set(running.offer.name, options);
    begin(running, options);
  };

  return {
    look,
    lookUp() {
      if (wanted !== undefined) void look(wanted.source, true);
    },
    override,
    loadFull() {
      // Weights that were chosen are loaded whatever the line.
      const [weights] = running?.offer?.dtypes ?? [];
      if (weights !== undefined) override({ dtype: weights.dtype });
    },
    begin: (options) => begin(wanted, options),
    isWanted: (source) => wanted !== undefined && wanted.isRefused !== true && isSameSource(wanted.source, source),
    retry() {
      if (wanted?.offer !== undefined) begin(wanted);
      else if (wanted !== undefined) void look(wanted.source, true);
    },
    close() {
      loads++;
      wanted = running;
      send({ type: "attempt-closed" });
    },
  };
}

/** True where the browser keeps it beyond this page. */
export function isKept({ kept }: ModelInfo): boolean {
  return kept.where === "opfs" || kept.where === "cache";
}

/** Why a model is not fetched at once. */
function reasonToAsk(
  offer: ModelOffer,
  { dtype }: LoadOptions,
  isUnfinished: boolean,
  isChosen: boolean,
): ConsentReason | undefined {
  if (isUnfinished) return "unfinished";
  if (offer.source.kind === "files") return undefined;
  const weights = offer.dtypes.find((one) => one.dtype === dtype);
  // That its bytes are here says nothing: they may be those of another model, which the visitor did agree to.
  if (offer.source.kind === "hub") return (weights?.kept ?? offer.isKept) ? undefined : "foreign";
  return (weights?.downloadBytes ?? offer.downloadBytes) > LARGE_BYTES && !isChosen ? "large" : undefined;
}

import type { Engine, EngineStatus, LoadOptions, ModelInfo, ModelOffer } from "../contract/engine.ts";
import { type ModelSource, sourceKey } from "../contract/model-source.ts";
import { fail, type Outcome, succeed } from "../contract/outcome.ts";
import type { Clock } from "./clock.ts";
import type { ConnectedEngine } from "./connect-engine.ts";
import { watchLine } from "./line.ts";

export interface LighterFirstOptions extends Clock {
  /** Starts the engine; a model that it loads beside a small one takes over between two runs. */
  readonly start: (onStatus: (status: EngineStatus) => void) => ConnectedEngine;
  readonly onStatus: (status: EngineStatus) => void;
  /** True where the visitor asks for little traffic. */
  readonly savesData: () => boolean;
}

type LoadCall = Parameters<Engine["load"]>;

/** A model whose lighter sibling answers in its place. */
interface StandIn {
  /** The load that asked for the model itself. */
  readonly key: string;
  readonly info: ModelInfo;
  /** True while the model itself is loaded beside it: not where the visitor saves data, or where that failed. */
  readonly isComing: boolean;
}

/**
 * An engine that begins with a model's lighter sibling where the line is slow or the visitor saves data, and loads the
 * model itself beside it. A dtype or backend that was chosen is loaded as it was chosen.
 */
export function lighterFirst({ start, onStatus, savesData, ...clock }: LighterFirstOptions): ConnectedEngine {
  const offers = new Map<string, ModelOffer>();
  let standIn: StandIn | undefined;
  let loads = 0;

  const inPlace = (info: ModelInfo): ModelInfo => {
    const name = standIn?.info.standsInFor;
    return name === undefined ? info : { ...info, standsInFor: name };
  };
  const engine = start((status) => {
    onStatus(status.kind === "restored" ? { ...status, info: inPlace(status.info) } : status);
  });

  /** Whatever was on its way is not wanted any more. @returns tells whether it is still the latest load */
  const beginLoad = (): (() => boolean) => {
    if (standIn?.isComing === true) void engine.cancelLoad();
    standIn = undefined;
    const number = ++loads;
    return () => number === loads;
  };

  const describeModel: Engine["describe"] = async (source) => {
    const outcome = await engine.describe(source);
    if (outcome.ok) offers.set(sourceKey(source), outcome.value);
    return outcome;
  };

  /** The offer of a model that may be replaced: it has a lighter sibling, is not on this device, and nothing was chosen. */
  const replaceable = async (
    source: ModelSource,
    { dtype, backend }: LoadOptions,
  ): Promise<Replaceable | undefined> => {
    if (source.kind !== "site" || dtype !== undefined || backend !== undefined) return undefined;
    const key = sourceKey(source);
    if (!offers.has(key)) await describeModel(source);
    const offer = offers.get(key);
    return isReplaceable(offer) ? offer : undefined;
  };

  /** Loads the model itself; `undefined` where that was given up because the lighter one will be there much sooner. */
  const loadUnlessSlow = async (
    [source, options, onProgress]: LoadCall,
    lighter: ModelSource,
    isLatest: () => boolean,
  ): Promise<Outcome<ModelInfo> | undefined> => {
    let isGivenUp = false;
    const giveUp = () => {
      if (isGivenUp || !isLatest()) return;
      isGivenUp = true;
      void engine.cancelLoad();
    };
    const watch = watchLine(clock, giveUp);
    void engine.describe(lighter).then((offer) => {
      if (offer.ok && offer.value.downloadBytes === 0) giveUp();
    });
    const outcome = await engine.load(source, options, (progress) => {
      watch.saw(progress);
      return isGivenUp ? undefined : onProgress(progress);
    });
    watch.end();
    return isGivenUp && !outcome.ok ? undefined : outcome;
  };

  /** Loads the model itself beside the lighter one. */
  const bringFull = async ([source, options]: LoadCall, inItsPlace: StandIn): Promise<void> => {
    const isWanted = () => standIn === coming;
    const coming = { ...inItsPlace, isComing: true };
    standIn = coming;
    const outcome = await engine.load(source, options, (progress) => {
      if (isWanted()) onStatus({ kind: "improving", progress });
    });
    if (!isWanted()) return;
    standIn = outcome.ok ? undefined : inItsPlace;
    onStatus(
      outcome.ok ? { kind: "improved", info: outcome.value } : { kind: "not-improved", failure: outcome.failure },
    );
  };

  const load: Engine["load"] = async (...call) => {
    const [source, options, onProgress] = call;
    const key = JSON.stringify([sourceKey(source), options]);
    if (standIn?.isComing === true && standIn.key === key) return succeed(standIn.info);
    const isLatest = beginLoad();
    const offer = await replaceable(source, options);
    if (!isLatest()) return givenUp;
    if (offer === undefined) return engine.load(...call);
    const full = savesData() ? undefined : await loadUnlessSlow(call, offer.lighter, isLatest);
    if (full !== undefined) return full;
    if (!isLatest()) return givenUp;
    const lighter = await engine.load(offer.lighter, {}, onProgress);
    if (!isLatest()) return lighter;
    if (!lighter.ok) return lighter.failure.code === "cancelled" ? lighter : engine.load(...call);
    const info = { ...lighter.value, standsInFor: offer.name };
    standIn = { key, info, isComing: false };
    if (!savesData()) void bringFull(call, standIn);
    return succeed(info);
  };

  return {
    ...engine,
    describe: describeModel,
    load,
    current() {
      const info = engine.current();
      return info === undefined ? undefined : inPlace(info);
    },
    async cancelLoad() {
      beginLoad();
      await engine.cancelLoad();
    },
    close() {
      beginLoad();
      engine.close();
    },
  };
}

const givenUp = fail({ code: "cancelled", message: "The load was given up." });

type Replaceable = ModelOffer & { readonly lighter: ModelSource };

function isReplaceable(offer: ModelOffer | undefined): offer is Replaceable {
  return offer?.lighter !== undefined && offer.downloadBytes > 0;
}

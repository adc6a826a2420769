import * as v from "valibot";
import { pageClock } from "../bridge/clock.ts";
import { createLoadWatch } from "../bridge/load-watch.ts";
import { storageOf } from "../bridge/storage-of.ts";
import { BACKENDS } from "../contract/backends.ts";
import type { Engine } from "../contract/engine.ts";
import { dtype } from "../contract/dtypes.ts";
import type { ModelCard } from "../contract/model-offer.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { LOCAL_ITEMS } from "../contract/on-device.ts";
import { failureOf } from "../contract/outcome.ts";
import { readIntent } from "./intent.ts";
import { followMoves, isReturn, keepWhenLeft, readKept, type Shown } from "./keep-in-tab.ts";
import { resume } from "./kept-page.ts";
import { takeLaunches } from "./launches.ts";
import { createSession, type Session } from "./session.ts";
import { readItem, writeItem } from "./small-storage.ts";
import type { Run } from "./state/run.ts";

interface StartOptions {
  readonly engine: Engine;
  readonly ownModel: ModelSource;
  /** Its card, where the page was drawn with one when the site was built. */
  readonly ownCard?: ModelCard;
  /** True in a frame of another page: the model waits for a click. */
  readonly isFramed: boolean;
  /** How long it is shown: as long as the page, unless a signal ends that. */
  readonly shown?: Shown;
}

const loadOptions = v.object({
  backend: v.exactOptional(v.picklist(BACKENDS)),
  dtype: v.exactOptional(dtype),
});

/** A session in this window: follows its address, and keeps what it shows over a reload. */
export function startSession({ engine, ownModel, ownCard, isFramed, shown }: StartOptions): Session {
  let runs = 0;
  const session = createSession({
    engine,
    ownModel,
    ...(ownCard !== undefined && { ownCard }),
    nextRun: () => ++runs,
    random: Math.random,
    nextFrame: (callback) => void requestAnimationFrame(callback),
    later: pageClock.later,
    watch: createLoadWatch({ storage: storageOf(window), locks: navigator.locks, page: window }),
    choices: {
      get: readChoice,
      set: (model, options) => writeItem(LOCAL_ITEMS.choice + model, JSON.stringify(options)),
    },
    kept: {
      has: (model) => readItem(LOCAL_ITEMS.kept + model) !== undefined,
      add: (model) => writeItem(LOCAL_ITEMS.kept + model, "yes"),
      delete: (model) => writeItem(LOCAL_ITEMS.kept + model, undefined),
    },
    isFramed,
    leavePlace: () => leavePlace(),
    remember: (run) => void remember(run),
  });
  const { intent, kept } = resume(readKept(), readIntent(new URL(location.href), ownModel), location.href, isReturn());
  void session.open(intent, kept);
  const leavePlace = followMoves(session, ownModel, shown);
  takeLaunches(window, location.href, (launch) => {
    import("./follow-launch.ts")
      .then(({ followLaunch }) => followLaunch(launch, session))
      .catch((error) => session.store.send({ type: "notice", text: failureOf(error) }));
  });
  keepWhenLeft(session, shown);
  return session;
}

/** The database is only opened when there is something to remember. */
async function remember(run: Run): Promise<void> {
  const { entryOf, openHistory } = await import("./history.ts");
  const entry = entryOf(run, Date.now());
  if (entry !== undefined) await (await openHistory()).add(entry);
}

function readChoice(model: string) {
  try {
    return v.parse(loadOptions, JSON.parse(readItem(LOCAL_ITEMS.choice + model) ?? "{}"));
  } catch {
    return {};
  }
}

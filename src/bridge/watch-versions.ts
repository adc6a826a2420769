/** The part of a service worker that is needed here. */
interface Version {
  readonly state: ServiceWorkerState;
  addEventListener(type: "statechange", listener: () => void): void;
}

/** The part of a registration that is needed here. */
interface Registration<Worker> {
  readonly installing: Worker | null;
  readonly waiting: Worker | null;
  readonly active: Worker | null;
  addEventListener(type: "updatefound", listener: () => void): void;
}

/**
 * Calls back once for each version that is installed and waits for an older one. The browser looks for a new version by
 * itself after each load, so one may be installing, or wait already, before anybody asks: workbox-window tells of neither
 * an installation that began before it registered nor of the version after that.
 */
export function watchVersions<Worker extends Version>(
  registration: Registration<Worker>,
  onWaiting: (worker: Worker) => void,
): void {
  const watch = (worker: Worker | null) => {
    if (worker === null) return;
    const look = () => {
      // The very first version waits for nobody.
      if (worker.state === "installed" && registration.active !== null) onWaiting(worker);
    };
    worker.addEventListener("statechange", look);
    look();
  };
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.waiting);
  watch(registration.installing);
}

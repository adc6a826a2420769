import { watchVersions } from "./watch-versions.ts";

/** A version of the site that is installed and waits for the visitor's word. */
export interface WaitingVersion {
  /** Takes over and reloads this page. */
  activate(): void;
}

export interface RegistrationOptions {
  /** Address of `sw.js`. */
  readonly url: string;
  readonly onWaiting: (version: WaitingVersion) => void;
}

/** How often an open page asks for a new version, in milliseconds. */
const CHECK_EVERY_MS = 60 * 60_000;

/** The browser's service workers of this page, where it may have any. */
export function serviceWorkers(): ServiceWorkerContainer | undefined {
  // Reading the property throws in a sandboxed frame.
  const supported = "serviceWorker" in navigator && window.isSecureContext && window.origin !== "null";
  return supported ? navigator.serviceWorker : undefined;
}

/**
 * Registers the service worker and watches for new versions: on return to the page and every hour. Resolves without one
 * where the browser or the frame does not allow it; the site then works as long as it is online.
 * @returns true when a service worker is registered
 */
export async function registerServiceWorker({ url, onWaiting }: RegistrationOptions): Promise<boolean> {
  const container = serviceWorkers();
  if (container === undefined) return false;
  try {
    const registration = await container.register(url, { updateViaCache: "none" });
    offerVersions(registration, container, onWaiting);
    checkAgain(registration);
    return true;
  } catch {
    return false;
  }
}

/** Offers each new version to the visitor; in development it takes over unasked. */
function offerVersions(
  registration: ServiceWorkerRegistration,
  container: ServiceWorkerContainer,
  onWaiting: RegistrationOptions["onWaiting"],
): void {
  let accepted = false;
  const offer = (worker: ServiceWorker) =>
    onWaiting({
      activate() {
        accepted = true;
        takeOver(worker);
      },
    });
  watchVersions(registration, import.meta.env.DEV ? takeOver : offer);
  container.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
  });
}

function takeOver(worker: ServiceWorker): void {
  worker.postMessage({ type: "SKIP_WAITING" });
}

function checkAgain(registration: ServiceWorkerRegistration): void {
  const check = () => void registration.update().catch(() => undefined);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") check();
  });
  setInterval(check, CHECK_EVERY_MS);
  // The browser's own look is put off for as long as the page keeps the worker busy.
  if (import.meta.env.DEV) check();
}

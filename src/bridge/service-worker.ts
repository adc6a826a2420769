import type { Workbox } from "workbox-window";

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
  if (serviceWorkers() === undefined) return false;
  try {
    // Fetched now, not with the page: what the visitor waits for comes first.
    const { Workbox } = await import("workbox-window");
    return await register(new Workbox(url, { updateViaCache: "none" }), onWaiting);
  } catch {
    return false;
  }
}

/** @throws whatever the browser says where it registers none */
async function register(workbox: Workbox, onWaiting: RegistrationOptions["onWaiting"]): Promise<boolean> {
  let accepted = false;
  workbox.addEventListener("waiting", () =>
    onWaiting({
      activate() {
        accepted = true;
        workbox.messageSkipWaiting();
      },
    }),
  );
  workbox.addEventListener("controlling", () => {
    if (accepted) location.reload();
  });
  await workbox.register({ immediate: true });
  const check = () => void workbox.update().catch(() => undefined);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") check();
  });
  setInterval(check, CHECK_EVERY_MS);
  // The browser asks by itself after each load, but puts it off for as long as the page keeps the worker busy.
  if (import.meta.env.DEV) check();
  return true;
}

import { until } from "./until.ts";

/** Waits until the service worker has kept what the page needs without a network: it is active, and so are its files. */
export async function keptOffline(): Promise<void> {
  await until("an active service worker", async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active?.state === "activated" && registration.installing === null;
  });
}

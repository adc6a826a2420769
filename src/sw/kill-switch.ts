import { WORKBOX_PREFIX } from "../contract/on-device.ts";

/**
 * Takes the place of `sw.js` when a service worker has broken the site: deletes its files and unregisters, so that the
 * next visit comes from the host alone. Models stay. Built by `npm run build:kill-switch`.
 */
declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", (event) => {
  // Not only once it is active: Chromium lets it wait for as long as the broken one is kept busy.
  event.waitUntil(deleteFiles());
  // Comes after the installation in the browser's queue: waiting for it here would never end.
  void self.registration.unregister();
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(deleteFiles().then(() => self.registration.unregister()));
});

async function deleteFiles(): Promise<void> {
  // An origin may hold several sites; only caches of this one's scope are ours.
  const names = await caches.keys();
  const own = names.filter((name) => name.startsWith(WORKBOX_PREFIX) && name.endsWith(self.registration.scope));
  await Promise.all(own.map((name) => caches.delete(name)));
}

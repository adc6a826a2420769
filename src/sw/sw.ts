import { cleanupOutdatedCaches, PrecacheController, type PrecacheEntry } from "workbox-precaching";
import { securityHeaders } from "../contract/security-headers.ts";
import { answerApi } from "./api/router.ts";
import { createHostFinder } from "./find-host.ts";
import { withHeaders } from "./with-headers.ts";

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | PrecacheEntry)[] };
declare const __VERSION__: string;

const HEADERS = securityHeaders();
const API = new URL("api/", self.registration.scope).pathname;

const precache = new PrecacheController();
precache.addToCacheList(self.__WB_MANIFEST);
cleanupOutdatedCaches();

const api = {
  version: __VERSION__,
  findHost: createHostFinder(() => self.clients.matchAll({ type: "window", includeUncontrolled: true })),
  incarnation: crypto.randomUUID(),
  origin: self.location.origin,
  now: () => Date.now(),
  random: () => Math.random(),
  newId: () => crypto.randomUUID(),
};

self.addEventListener("install", (event) => {
  precache.install(event);
});

self.addEventListener("activate", (event) => {
  precache.activate(event);
  // The first visit's page gets its API and its offline copy without a reload.
  event.waitUntil(self.clients.claim());
});

self.addEventListener("message", (event) => {
  // Sent when the visitor agrees to the new version; a waiting worker never takes over by itself.
  if (event.data?.type === "SKIP_WAITING") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || request.cache === "only-if-cached") return;
  if (url.pathname.startsWith(API) && url.pathname !== `${API}openapi.json`) {
    event.respondWith(answerApi(request, url.pathname.slice(API.length), api, event.clientId));
    return;
  }
  if (request.method === "GET" && !request.headers.has("Range")) event.respondWith(answerFile(request));
});

async function answerFile(request: Request): Promise<Response> {
  const key = precache.getCacheKeyForURL(withoutQuery(request.url));
  const kept = key === undefined ? undefined : await caches.match(key);
  return withHeaders(kept ?? (await fetch(request)), HEADERS);
}

/** The key of the precache: no query (a share target adds one), no fragment, and `index.html` for a folder. */
function withoutQuery(address: string): string {
  const url = new URL(address);
  url.search = "";
  url.hash = "";
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  return url.href;
}

import { cleanupOutdatedCaches, PrecacheController, type PrecacheEntry } from "workbox-precaching";
import { CLAIM_MESSAGE } from "../contract/claim.ts";
import { CACHES } from "../contract/on-device.ts";
import { answerApi } from "../api/router.ts";
import { dropOtherFiles, isDocsPage, keepFiles, splitManifest } from "./docs-files.ts";
import { createHostFinder } from "./find-host.ts";
import { fileAddresses, withoutSlash } from "./page-address.ts";
import { waitFor } from "./wait-for.ts";
import { withHeaders } from "./with-headers.ts";

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | PrecacheEntry)[] };
declare const __VERSION__: string;
/** The site's security headers, for hosts that send none; empty in development, where the server sends its own. */
declare const __HEADERS__: Readonly<Record<string, string>>;

const API = new URL("api/", self.registration.scope).pathname;

const manifest = splitManifest(self.__WB_MANIFEST);
const precache = new PrecacheController();
precache.addToCacheList(manifest.always);
const docsFiles = manifest.docsOnly.map((address) => new URL(address, self.location.href).href);
/** Named so that the kill switch knows it for one of this site's. */
const docsName = CACHES.docs + self.registration.scope;
const docsCache = () => caches.open(docsName);
cleanupOutdatedCaches();

const api = {
  version: __VERSION__,
  pages: createHostFinder(() => self.clients.matchAll({ type: "window", includeUncontrolled: true })),
  incarnation: crypto.randomUUID(),
  origin: self.location.origin,
  now: () => Date.now(),
  random: () => Math.random(),
  newId: () => crypto.randomUUID(),
  wait: waitFor,
};

self.addEventListener("install", (event) => {
  precache.install(event);
});

self.addEventListener("activate", (event) => {
  // The first visit's page gets its API and its offline copy without a reload.
  event.waitUntil(Promise.all([self.clients.claim(), dropOldVersions(event), keepDocsOfOpenPage()]));
});

self.addEventListener("message", (event) => {
  // Sent when the visitor agrees to the new version; a waiting worker never takes over by itself.
  if (event.data?.type === "SKIP_WAITING") void self.skipWaiting();
  // A page that was reloaded past its service worker has none until it asks.
  if (event.data?.type === CLAIM_MESSAGE) event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || request.cache === "only-if-cached") return;
  if (url.pathname.startsWith(API) && url.pathname !== `${API}openapi.json`) {
    event.respondWith(answerApi(request, url.pathname.slice(API.length), api, event.clientId));
    return;
  }
  if (request.mode === "navigate") event.waitUntil(dropOldVersions(event));
  if (request.mode === "navigate" && isDocsPage(request.url)) event.waitUntil(keepDocs());
  if (request.method === "GET" && !request.headers.has("Range")) event.respondWith(answerFile(request));
});

async function answerFile(request: Request): Promise<Response> {
  const kept = await findKept(request.url);
  const page = request.mode === "navigate" && kept === undefined ? withoutSlash(request.url) : undefined;
  if (page !== undefined && (await findKept(page))) return Response.redirect(page);
  return withHeaders(kept ?? (await fetchFile(request)), __HEADERS__);
}

/** A page that is not there is explained, where its host does not: that of another site of this origin may be an app. */
async function fetchFile(request: Request): Promise<Response> {
  const found = await fetch(request);
  const isExplained = found.status !== 404 || /html/.test(found.headers.get("content-type") ?? "");
  if (request.mode !== "navigate" || isExplained) return found;
  const page = await findKept(new URL("404.html", self.registration.scope).href);
  return page === undefined ? found : new Response(page.body, { status: 404, headers: page.headers });
}

async function findKept(address: string): Promise<Response | undefined> {
  const { cacheName } = precache.strategy;
  for (const url of fileAddresses(address)) {
    // A hashed file of an earlier version has its own address as key: a page that is still of that version needs it.
    const key = precache.getCacheKeyForURL(url) ?? url;
    // Looking never opens a cache: opened is made, also after the kill switch has deleted it.
    const kept = (await caches.match(key, { cacheName })) ?? (await caches.match(url, { cacheName: docsName }));
    if (kept !== undefined) return kept;
  }
  return undefined;
}

/** Its reader gets the API's page offline, too; what cannot be kept now is tried again at the next visit. */
async function keepDocs(): Promise<void> {
  await keepFiles(await docsCache(), docsFiles).catch(() => undefined);
}

/** The page that brought this service worker was there before it. */
async function keepDocsOfOpenPage(): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.some(({ url }) => isDocsPage(url))) await keepDocs();
}

let dropped = false;

/** Files of earlier versions go when no page is open that could be of one; its host may not have them any more. */
async function dropOldVersions(event: ExtendableEvent): Promise<void> {
  if (dropped || (await self.clients.matchAll({ type: "window", includeUncontrolled: true })).length > 0) return;
  dropped = true;
  await Promise.all([precache.activate(event), dropOtherFiles(await docsCache(), docsFiles)]);
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { PUBLISHING_ITEMS, SIGN_IN_CHANNEL } from "../../src/contract/on-device-signed-in.ts";
import {
  CACHE_ADDRESSES,
  CACHES,
  CHANNELS,
  DATABASES,
  LOCAL_ITEMS,
  LOCKS,
  NOTES,
  OPFS_FOLDERS,
  SESSION_ITEMS,
  WORKBOX_PREFIX,
} from "../../src/contract/on-device.ts";

const text = readFileSync("ARCHITECTURE.md", "utf8");
/** The section's table: where, names, what, when it goes. */
const rows = [...text.matchAll(/^\| (OPFS|Cache API|IndexedDB|localStorage|sessionStorage) +\| (.*?) *\|/gm)].map(
  ([, where = "", names = ""]) => ({ where, names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name) }),
);
const namesIn = (place: string) => rows.flatMap(({ where, names }) => (where === place ? names : [])).sort();

it("ARCHITECTURE.md has the names of the module, each in its place, and no others", () => {
  const { models, blobs, notes } = OPFS_FOLDERS;
  const ofNotes = Object.values(NOTES).map((note) => `${models}/${notes}/${note}…`);
  expect(namesIn("OPFS")).toEqual([`${models}/${blobs}/sha256-…`, "git-…", ...ofNotes].sort());
  const precache = `${WORKBOX_PREFIX}precache-v2-…`;
  const ofCaches = [CACHES.models, ...Object.values(CACHE_ADDRESSES).map((url) => url), precache, `${CACHES.docs}…`];
  const inWhat = text.match(/`https:\/\/[\w.]+\.invalid\/`/g)?.map((name) => name.slice(1, -1)) ?? [];
  expect([...namesIn("Cache API"), ...inWhat].sort()).toEqual(ofCaches.sort());
  const ofDatabases = Object.values(DATABASES).flatMap(({ name, table }) => [name, table]);
  expect(namesIn("IndexedDB")).toEqual(ofDatabases.sort());
  const ofItems = (items: object) =>
    Object.values(items)
      .map((item: string) => (item.endsWith(":") && item !== SESSION_ITEMS.page ? `${item}…` : item))
      .sort();
  expect(namesIn("localStorage")).toEqual(ofItems(LOCAL_ITEMS));
  expect(namesIn("sessionStorage")).toEqual(ofItems({ ...SESSION_ITEMS, ...PUBLISHING_ITEMS }));
  for (const name of [...Object.values(LOCKS), ...Object.values(CHANNELS), SIGN_IN_CHANNEL])
    expect(text).toContain(`\`${name}\``);
});

/** Code that ships, but the modules themselves. */
const code = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter(
    (name) =>
      /\.tsx?$/.test(name) && !/\.test\.tsx?$|(^|\/)testing\/|^contract\/on-device(?:-signed-in)?\.ts$/.test(name),
  )
  .map((name) => [name, readFileSync(join("src", name), "utf8")] as const);

it("no other code names a place on the device", () => {
  const keeps =
    /\b(?:openDB(?:<\w+>)?|(?:caches|caches\(\))\.open|get(?:Directory|File)Handle|[gs]etItem|removeItem|locks\.request|channel|BroadcastChannel)\(\s*["`]/;
  expect(code.filter(([, content]) => keeps.test(content)).map(([name]) => name)).toEqual([]);
  // What is sent to a window, a worker or a port, and a field of a graph, are no places.
  const elsewhere = new Set(["hostless:api-host", "hostless:claim", "hostless:connect", "hostless.config"]);
  const named = code.flatMap(([name, content]) =>
    [...content.matchAll(/["`](hostless[:.][\w:.-]*)/g)].flatMap(([, key = ""]) =>
      elsewhere.has(key) ? [] : [[name, key]],
    ),
  );
  expect(named).toEqual([]);
});

it("the first paint looks for the scheme and the language where the page keeps them", () => {
  const script = readFileSync("public/first-paint.js", "utf8");
  for (const name of [LOCAL_ITEMS.theme, LOCAL_ITEMS.language]) expect(script).toContain(`kept("${name}")`);
});

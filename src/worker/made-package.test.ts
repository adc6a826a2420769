import { expect, it } from "vitest";
import type { ModelSource } from "../contract/model-source.ts";
import { CACHE_ADDRESSES } from "../contract/on-device.ts";
import { refuse } from "../contract/outcome.ts";
import { saying } from "../contract/testing/refused.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import type { StoreCaches } from "../store/cache-store.ts";
import { heldCaches } from "../store/testing/held-caches.ts";
import { tinyPackage } from "../testing/tiny-package.ts";
import type { EngineWorld } from "./engine-world.ts";
import { nodeEngine } from "./testing/node-engine.ts";

const ROOM = 3;
const CHECKPOINT: ModelSource = { kind: "files", name: "mine", files: fixtureFiles("plain", "safetensors") };
const others = Object.entries(await tinyPackage(["q8"]));
const OTHER: ModelSource = {
  kind: "files",
  name: "other",
  files: others.map(([path, bytes]) => ({ path, bytes: new Blob([new Uint8Array(bytes)]) })),
};

/** The model's thread in a browser that has room for so many files, and what is kept there. */
function startIn(room: number, more: Partial<EngineWorld> = {}) {
  const kept = new Set<string>();
  const held = heldCaches();
  const caches: StoreCaches = {
    async open(name) {
      const cache = await held.open(name);
      return {
        match: (url) => cache.match(url),
        keys: () => cache.keys(),
        async put(url, response) {
          const isFile = url.startsWith(CACHE_ADDRESSES.blobs);
          if (isFile && kept.size >= room) throw new DOMException("No room.", "QuotaExceededError");
          await cache.put(url, response);
          if (isFile) kept.add(url);
        },
        async delete(url) {
          kept.delete(url);
          return cache.delete(url);
        },
      };
    },
  };
  const engine = nodeEngine("https://hub.test", { caches: () => caches }, more);
  return { kept, engine, load: (source: ModelSource) => engine.load(source, {}, () => undefined) };
}

it("a package that found no room is there as long as its model is loaded, and gives its room back with it", async () => {
  const { kept, engine, load } = startIn(ROOM);
  expect(await load(CHECKPOINT)).toMatchObject({
    ok: true,
    value: { converted: true, kept: { where: "memory", notice: saying("no room to keep the converted model") } },
  });
  expect(kept.size).toBe(ROOM);
  expect(await engine.savePackage()).toMatchObject({ ok: true, value: { name: "mine.zip" } });
  expect(await load(OTHER)).toMatchObject({ ok: true, value: { name: "other" } });
  expect(kept.size).toBe(0);
});

it("a package that found no room gives it back at once where no backend can run it", async () => {
  const noKernel = () => Promise.reject(refuse("no_backend", "no_kernel", {}));
  const { kept, load } = startIn(ROOM, { loadKernel: noKernel });
  expect(await load(CHECKPOINT)).toMatchObject({ ok: false, failure: { code: "no_backend" } });
  expect(kept.size).toBe(0);
});

it("a package that is kept stays when its model is let go", async () => {
  const { kept, engine, load } = startIn(100);
  expect(await load(CHECKPOINT)).toMatchObject({ ok: true, value: { kept: { where: "cache" } } });
  const files = kept.size;
  await load(OTHER);
  expect(kept.size).toBe(files);
  expect(await engine.stored()).toMatchObject({ ok: true, value: [{ name: "mine", complete: true }] });
});

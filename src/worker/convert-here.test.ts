import { describe, expect, it } from "vitest";
import type { LoadProgress } from "../contract/load.ts";
import { chainFiles } from "../convert/read/testing/chain-checkpoint.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { kernelModule } from "../kernel/testing/start-kernel.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { createModelStore, type ModelStore } from "../store/model-store.ts";
import { createPackageShelf } from "../store/package-shelf.ts";
import { nodeWorld } from "../store/testing/node-world.ts";
import { convertHere } from "./convert-here.ts";
import type { EngineWorld } from "./engine-world.ts";
import { ProgressBar } from "./progress.ts";
import { nodeEngineWorld } from "./testing/node-engine.ts";

const SITE = "http://localhost/";

/** The page's world with a store that can be looked into; `breathe` is called between the files of a package. */
async function convert(
  breathe: (files: number) => void,
  loadKernel = () => kernelModule(),
  files = fixtureFiles("plain", "safetensors"),
) {
  const place = createMemoryStore();
  const storeWorld = nodeWorld(SITE);
  const store = createModelStore(storeWorld);
  const shelve: ModelStore["shelve"] = async (listing) => createPackageShelf(listing, place, storeWorld);
  const world: EngineWorld = {
    ...nodeEngineWorld({ ...store, shelve }),
    loadKernel,
    now: () => 0,
    breathe: async () => breathe((await place.keys()).length),
  };
  const listing = await store.lookUp({ kind: "files", name: "mine", files });
  const seen: LoadProgress[] = [];
  const bar = new ProgressBar((progress) => void seen.push(progress), world.now);
  const abort = new AbortController();
  const converted = convertHere({ listing, dtypes: ["q8"], world, bar, signal: abort.signal });
  return { place, abort, converted, seen };
}

describe("a conversion on the page", () => {
  it("measures the package where the kernel can run it", async () => {
    const { place, converted } = await convert(() => undefined);
    const { manifest, files } = (await converted).listing;
    expect(manifest?.dtypes.q8?.quality?.top1_agreement).toBeGreaterThan(0.5);
    expect(await place.keys()).toHaveLength(files.length);
  });

  it("starts the known answer with the token that texts begin with, not with the one that they end with", async () => {
    const [END, BOS] = [256, 257];
    const ids = { bos_token_id: BOS, eos_token_id: END };
    const chain = chainFiles({ links: [[BOS, 66]], special: ["<|end|>", "<|begin|>"], config: ids, generation: ids });
    const files = Object.entries(chain).map(([path, bytes]) => ({
      path,
      bytes: new Blob([Uint8Array.from(Buffer.from(bytes))]),
    }));
    const { converted } = await convert(
      () => undefined,
      () => kernelModule(),
      files,
    );
    expect((await converted).listing.manifest?.known_answer.prompt_ids[0]).toBe(BOS);
  });

  it("moves the bar on while it converts and measures, and ends where the start begins", async () => {
    const { converted, seen } = await convert(() => undefined);
    await converted;
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(0.9, 9);
    const steps = fractions.map((fraction, i) => fraction - (fractions[i - 1] ?? 0));
    // No step of the conversion takes more than a third of its share.
    expect(Math.max(...steps.filter((_, i) => seen[i - 1]?.phase === "convert"))).toBeLessThan(0.1);
  });

  it("leaves nothing behind when it is given up in its middle", async () => {
    let most = 0;
    const { place, abort, converted } = await convert((files) => {
      most = Math.max(most, files);
      if (files === 3) abort.abort();
    });
    await expect(converted).rejects.toMatchObject({ failure: { code: "cancelled" } });
    expect(most).toBe(3);
    expect(await place.keys()).toEqual([]);
  });

  it("leaves nothing behind when it fails at its end", async () => {
    const { place, converted } = await convert((files) => {
      if (files === 5) throw new Error("a fault of ours");
    });
    await expect(converted).rejects.toThrow("a fault of ours");
    expect(await place.keys()).toEqual([]);
  });
});

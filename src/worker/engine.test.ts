import { afterEach, describe, expect, it } from "vitest";
import type { LoadProgress } from "../contract/load.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { nameFailure } from "../contract/name-failure.ts";
import { startFakeHub } from "../testing/fake-hub.ts";
import { tinyPackage } from "../testing/tiny-package.ts";
import { nodeEngine } from "./testing/node-engine.ts";

const HUB: ModelSource = { kind: "hub", repo: "owner/tiny" };
const files = await tinyPackage(["q8"]);

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function start() {
  const hub = await startFakeHub({ "owner/tiny": { files: { ...files, "README.md": "# Tiny\n\nA card." } } });
  close = hub.close;
  const engine = nodeEngine(hub.url);
  const seen: LoadProgress[] = [];
  const load = (source: ModelSource) => engine.load(source, {}, (progress) => void seen.push(progress));
  const asked = () => hub.log.map(({ url }) => new URL(url).pathname.replace(/[0-9a-f]{40}/, "COMMIT"));
  return { hub, engine, load, seen, asked };
}

describe("a first visit", () => {
  it("asks the host for each thing once, though it describes the model before it loads it", async () => {
    const { engine, load, asked } = await start();
    const offer = await engine.describe(HUB);
    if (!offer.ok) throw new Error(nameFailure(offer.failure));
    expect(offer.value.card.summary).toBe("A card.");
    const loaded = await load(offer.value.source);
    expect(loaded).toMatchObject({ ok: true, value: { card: { summary: "A card." } } });
    const paths = asked().filter((path) => !path.startsWith("/cdn") && !path.includes("blob"));
    expect(paths).toContain("/owner/tiny/resolve/COMMIT/manifest.json");
    expect(paths).toContain("/owner/tiny/resolve/COMMIT/README.md");
    expect([...new Set(paths)].sort()).toEqual(paths.sort());
  });

  it("heals prompts, though transformers does not unless it is asked to", async () => {
    const { engine, load } = await start();
    expect(await load(HUB)).toMatchObject({ ok: true, value: { defaults: { token_healing: true } } });
    const request = { prompt: "The ", parameters: { max_new_tokens: 1 } };
    const healed = await engine.generate(request, 1, () => {});
    const exact = { ...request, parameters: { ...request.parameters, token_healing: false } };
    const typed = await engine.generate(exact, 2, () => {});
    if (!healed.ok || !typed.ok) throw new Error("not generated");
    const drawn = ({ value }: typeof healed) => value.samples[0]?.token_ids.length;
    expect([drawn(healed), healed.value.completion_tokens]).toEqual([2, 1]);
    expect([drawn(typed), typed.value.completion_tokens]).toEqual([1, 1]);
  });

  it("asks anew where the load failed and is tried again", async () => {
    const { hub, engine, load, asked } = await start();
    const offer = await engine.describe(HUB);
    if (!offer.ok) throw new Error(nameFailure(offer.failure));
    hub.intercept((request, response) => {
      if (!/config\.json/.test(request.url ?? "")) return false;
      response.writeHead(404).end();
      return true;
    });
    expect(await load(offer.value.source)).toMatchObject({ ok: false });
    hub.intercept(undefined);
    expect(await load(offer.value.source)).toMatchObject({ ok: true });
    expect(asked().filter((path) => path.endsWith("manifest.json"))).toHaveLength(2);
  });

  it("moves the bar with the bytes: nothing of the start counts before they are there", async () => {
    const { load, seen } = await start();
    expect(await load(HUB)).toMatchObject({ ok: true });
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    for (const { phase, fraction, loadedBytes, totalBytes } of seen) {
      const here = loadedBytes / totalBytes;
      expect(phase).toBe(here < 1 ? "download" : "start");
      expect(fraction).toBeLessThanOrEqual(here < 1 ? 0.9 * here + 1e-9 : 1);
    }
  });
});

describe("a browser that keeps nothing", () => {
  const NONE = {
    caches: () => {
      throw new Error("no storage");
    },
  };

  it("writes what one writes that keeps the model, and holds no weights beside the kernel's", async () => {
    const hub = await startFakeHub({ "owner/tiny": { files }, "owner/other": { files } });
    close = hub.close;
    const write = async (engine: ReturnType<typeof nodeEngine>) => {
      const outcome = await engine.generate({ prompt: "The", parameters: { max_new_tokens: 8, seed: 1 } }, 1, () => {});
      if (!outcome.ok) throw new Error(nameFailure(outcome.failure));
      return outcome.value.samples;
    };
    const [keeping, poor] = [nodeEngine(hub.url), nodeEngine(hub.url, NONE)];
    expect(await keeping.load(HUB, {}, () => {})).toMatchObject({ ok: true });
    const expected = await write(keeping);
    const weights = () => hub.log.filter(({ url }) => url.endsWith(".onnx_data")).length;
    for (const repo of ["owner/tiny", "owner/other", "owner/tiny"]) {
      const before = weights();
      expect(await poor.load({ kind: "hub", repo }, {}, () => {})).toMatchObject({
        ok: true,
        value: { kept: { where: "memory", notice: { code: "storage", detail: "none" } } },
      });
      expect(await write(poor)).toEqual(expected);
      expect(weights()).toBeGreaterThan(before);
    }
    expect(await poor.stored()).toEqual({ ok: true, value: [] });
    expect(await poor.describe(HUB)).toMatchObject({ ok: true, value: { isKept: false } });
  });
});

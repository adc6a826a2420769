import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inEnglish } from "../contract/testing/refused.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { nodeEngine } from "./testing/node-engine.ts";

const read = (place: string) => {
  const folder = new URL(`../../fixtures/${place}/`, import.meta.url);
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))]));
};
const base = read("checkpoints/plain/safetensors");
const { "expected.json": _, ...adapter } = read("adapters/c-attn-bin");
const REPO = { kind: "hub", repo: "owner/adapter" } as const;
const picked = Object.entries(adapter).map(([path, bytes]) => ({ path, bytes: new Blob([bytes]) }));
const FILES = { kind: "files", name: "mine", files: picked } as const;
const sizeOf = (files: Readonly<Record<string, Uint8Array>>, ...names: readonly string[]) =>
  names.reduce((sum, name) => sum + (files[name]?.length ?? 0), 0);
const BASE_BYTES = sizeOf(base, ...Object.keys(base));

let hub: FakeHub;
beforeEach(async () => {
  hub = await startFakeHub({ "owner/adapter": { files: adapter }, "owner/plain": { files: base } });
});
afterEach(() => hub.close());

const resolved = () => hub.log.filter(({ url }) => url.includes("/resolve/")).map(({ url }) => url.split("/").at(-1));

describe("an adapter's repository", () => {
  it("is offered with the repository of its base, by both sizes, before any weights are asked for", async () => {
    const offer = await nodeEngine(hub.url).describe(REPO);
    expect(offer).toMatchObject({
      ok: true,
      value: {
        name: "owner/adapter",
        commit: hub.commitOf("owner/adapter"),
        needsConversion: true,
        base: { name: "owner/plain", commit: hub.commitOf("owner/plain"), downloadBytes: BASE_BYTES },
        downloadBytes: BASE_BYTES + sizeOf(adapter, "adapter_config.json", "adapter_model.bin"),
      },
    });
    expect(resolved().filter((name) => /\.(?:safetensors|bin)$/.test(name ?? ""))).toEqual([]);
  });

  it("is converted with its base to one package, which is kept and asks the Hub for nothing more", async () => {
    const engine = nodeEngine(hub.url);
    const loaded = await engine.load(REPO, { dtype: "q8" }, () => undefined);
    expect(loaded).toMatchObject({ ok: true, value: { name: "owner/adapter", converted: true } });
    const parameters = { do_sample: false, max_new_tokens: 1, token_healing: false };
    const run = await engine.generate({ prompt: "Life is not", parameters }, 1, () => undefined);
    // PEFT's token; the base alone goes on with 125.
    expect(run).toMatchObject({ ok: true, value: { samples: [{ token_ids: [74] }] } });
    const before = resolved().length;
    expect(await engine.load(REPO, { dtype: "q8" }, () => undefined)).toMatchObject({ ok: true });
    expect(resolved().length).toBe(before);
    const stored = await engine.stored();
    expect(stored).toMatchObject({ ok: true, value: [{ name: "owner/adapter", complete: true }] });
  });

  it("says what its base is where the Hub does not have it", async () => {
    hub.setRepo("owner/adapter", {
      files: { ...adapter, "adapter_config.json": '{"peft_type":"LORA","base_model_name_or_path":"no/such"}' },
    });
    expect(inEnglish(await nodeEngine(hub.url).describe(REPO))).toContain('a LoRA adapter for "no/such" alone');
  });

  it("names what is not supported before any file of its base is asked for", async () => {
    hub.setRepo("owner/adapter", {
      files: { ...adapter, "adapter_config.json": '{"peft_type":"VERA","base_model_name_or_path":"owner/plain"}' },
    });
    expect(inEnglish(await nodeEngine(hub.url).describe(REPO))).toContain('peft_type "VERA" is not supported.');
    expect(new Set(resolved())).toEqual(new Set(["adapter_config.json"]));
  });

  it("takes the base that it names, not weights beside the adapter, as transformers does", async () => {
    const beside = { ...adapter, "config.json": base["config.json"] ?? "", "model.safetensors": new Uint8Array(2000) };
    hub.setRepo("owner/adapter", { files: beside });
    expect(await nodeEngine(hub.url).describe(REPO)).toMatchObject({ value: { base: { name: "owner/plain" } } });
  });

  it("takes weights beside the adapter where the base is a folder of its owner's", async () => {
    const named = '{"peft_type":"LORA","r":2,"base_model_name_or_path":"/home/me/gpt2"}';
    hub.setRepo("owner/adapter", { files: { ...base, ...adapter, "adapter_config.json": named } });
    const engine = nodeEngine(hub.url);
    const offer = await engine.describe(REPO);
    expect(offer).toMatchObject({ ok: true, value: { needsConversion: true } });
    expect(offer.ok && offer.value.base).toBe(undefined);
    expect(await engine.load(REPO, { dtype: "q8" }, () => undefined)).toMatchObject({ ok: true });
  });
});

describe("an adapter's files", () => {
  it("are offered with the base from the Hub, and converted with it", async () => {
    const engine = nodeEngine(hub.url);
    const offer = await engine.describe(FILES);
    expect(offer).toMatchObject({ value: { downloadBytes: BASE_BYTES, base: { name: "owner/plain" } } });
    expect(await engine.load(FILES, { dtype: "q8" }, () => undefined)).toMatchObject({ ok: true });
  });

  it("need no Hub where the base is among them", async () => {
    const all = [
      ...picked.map(({ path, bytes }) => ({ path: `lora/${path}`, bytes })),
      ...fixtureFiles("plain", "safetensors").map(({ path, bytes }) => ({ path: `gpt2/${path}`, bytes })),
    ];
    const engine = nodeEngine(hub.url);
    const loaded = await engine.load({ kind: "files", name: "both", files: all }, { dtype: "q8" }, () => undefined);
    expect(loaded).toMatchObject({ ok: true, value: { name: "both" } });
    expect(hub.log).toEqual([]);
  });

  it("are refused with what to add where the Hub cannot be reached", async () => {
    hub.intercept((_request, response) => {
      response.writeHead(503).end();
      return true;
    });
    expect(inEnglish(await nodeEngine(hub.url).describe(FILES))).toMatch(/"owner\/plain" alone.*its base, too/);
  });
});

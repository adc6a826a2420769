import { describe, expect, it } from "vitest";
import type { ModelManifest } from "../contract/manifest.ts";
import { makeNote } from "../contract/outcome.ts";
import type { GpuReport } from "../runtime/gpu.ts";
import type { Listing } from "../store/listing.ts";
import { createModelStore } from "../store/model-store.ts";
import { nodeWorld } from "../store/testing/node-world.ts";
import { tinyPackage } from "../testing/tiny-package.ts";
import { describeModel } from "./offer.ts";
import { resolvedOf, resolveModel } from "./resolve-model.ts";
import { capableGpu } from "./testing/node-engine.ts";

const files = await tinyPackage(["q8", "q4"]);
const manifest: ModelManifest = JSON.parse(Buffer.from(files["manifest.json"] ?? "").toString());
const noGpu: GpuReport = { usable: false, reason: makeNote("no_adapter", {}) };
const gpu: GpuReport = { usable: true, shaderF16: true, maxBufferSize: 2 ** 32, software: false };

/** A store on a site that has this package, and a list of what it was asked for. */
function site(change: Partial<ModelManifest> = {}) {
  const asked: string[] = [];
  const fetched: typeof fetch = async (input) => {
    const path = new URL(String(input)).pathname.replace("/models/tiny/", "");
    asked.push(path);
    const body = path === "manifest.json" ? JSON.stringify({ ...manifest, ...change }) : files[path]?.slice();
    return body === undefined ? new Response(null, { status: 404 }) : new Response(body);
  };
  return { asked, store: createModelStore(nodeWorld("http://hub.invalid", { fetch: fetched })) };
}

async function offerOf(change: Partial<ModelManifest> = {}, on: GpuReport = noGpu) {
  const { store, asked } = site(change);
  const { listing } = await resolveModel({ kind: "site", path: "models/tiny" }, { store, gpu: undefined });
  return { offer: await describeModel(resolvedOf(listing, on), { store }), asked };
}

describe("the offer of a package on the site", () => {
  it("has the sizes of all weights, and asks for no file but manifest, configuration and card", async () => {
    const { offer, asked } = await offerOf();
    expect(offer).toMatchObject({ name: "tiny", needsConversion: false, isKept: false });
    const sizeOf = (dtype: "q8" | "q4") => {
      const { graph, data } = manifest.dtypes[dtype] ?? { graph: "", data: [] };
      const sizes = manifest.files.filter(({ path }) => path === graph || data.includes(path)).map(({ size }) => size);
      return sizes.reduce((sum, size) => sum + size, 0);
    };
    expect(offer.dtypes.map(({ dtype, bytes }) => [dtype, bytes])).toEqual([
      ["q8", sizeOf("q8")],
      ["q4", sizeOf("q4")],
    ]);
    expect(asked.filter((path) => !/^(?:manifest\.json|README\.md|config\.json)$/.test(path))).toEqual([]);
  });

  it("counts the download of the weights that would run here", async () => {
    const large = manifest.files.map((file) => (/q4.*data/.test(file.path) ? { ...file, size: 300_000_000 } : file));
    const onCpu = (await offerOf({ files: large })).offer;
    const onGpu = (await offerOf({ files: large }, gpu)).offer;
    const bytesOf = (dtype: string) => onCpu.dtypes.find((one) => one.dtype === dtype)?.downloadBytes;
    expect(onCpu.downloadBytes).toBe(bytesOf("q8"));
    expect(onGpu.downloadBytes).toBe(bytesOf("q4"));
    expect(bytesOf("q4")).toBeGreaterThan(300_000_000);
  });

  it("names the lighter model beside it, by its folder on the same site", async () => {
    expect((await offerOf({ lighter: "small" })).offer.lighter).toEqual({ kind: "site", path: "models/small" });
    expect((await offerOf()).offer.lighter).toBeUndefined();
  });
});

describe("resolveModel", () => {
  it("looks up and probes once, and plans by what it found for each wish", async () => {
    let probes = 0;
    const requestAdapter = () => {
      probes++;
      return capableGpu.requestAdapter();
    };
    const { store, asked } = site();
    const model = await resolveModel({ kind: "site", path: "models/tiny" }, { store, gpu: { requestAdapter } });
    expect(asked).toEqual(["manifest.json"]);
    expect(probes).toBe(1);
    expect(model.plan({}).candidates[0]).toEqual({ backend: "kernel", dtype: "q8" });
    expect(model.plan({ backend: "onnx-webgpu" }).candidates).toEqual([{ backend: "onnx-webgpu", dtype: "q4" }]);
    expect([asked.length, probes]).toEqual([1, 1]);
  });

  it("pins a repository to its commit, and leaves others as they are", () => {
    const listing: Listing = { source: { kind: "hub", repo: "a/b" }, name: "a/b", origin: "hub", files: [] };
    expect(resolvedOf({ ...listing, commit: "c0ffee" }, noGpu).source).toEqual({
      kind: "hub",
      repo: "a/b",
      revision: "c0ffee",
    });
    const path = { kind: "site", path: "models/one" } as const;
    expect(resolvedOf({ ...listing, source: path, commit: "c0ffee" }, noGpu).source).toEqual(path);
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hubSource } from "../contract/model-source.ts";
import { readModelName } from "../contract/read-model-name.ts";
import { type FakeHub, htmlFault, startFakeHub, statusFault } from "../testing/fake-hub.ts";
import { lookUp } from "./look-up.ts";

const big = new Uint8Array(5000).map((_, index) => index % 251);
let hub: FakeHub;
const world = () => ({ fetch, siteBase: "http://localhost/", hubUrl: hub.url });
const source = { kind: "hub", repo: "owner/name" } as const;

beforeEach(async () => {
  hub = await startFakeHub({ "owner/name": { files: { "config.json": "{}", "onnx/model.onnx": big } } });
});
afterEach(() => hub.close());

describe("lookUp on a Hub", () => {
  it("lists the files with sizes, digests and the commit", async () => {
    const listing = await lookUp(source, world());
    expect(listing).toMatchObject({ name: "owner/name", commit: hub.commitOf("owner/name") });
    expect(listing.files.map(({ path, size }) => ({ path, size }))).toEqual([
      { path: "config.json", size: 2 },
      { path: "onnx/model.onnx", size: 5000 },
    ]);
    expect(listing.files[1]?.digest).toMatchObject({ kind: "sha256", hex: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it("follows an old name to where the repository is now, and asks nothing more under the old one", async () => {
    await hub.close();
    hub = await startFakeHub({ "owner/name": { files: { "config.json": "{}" } } }, { oldest: "owner/name" });
    const listing = await lookUp({ kind: "hub", repo: "oldest" }, world());
    expect(listing).toMatchObject({ name: "owner/name", source: { repo: "owner/name" } });
    expect(listing.files[0]?.from).toMatchObject({ url: expect.stringContaining("/owner/name/resolve/") });
    expect(hub.log.filter(({ url }) => url.includes("oldest"))).toHaveLength(1);
  });

  it("takes a branch with a slash in its name, as links and addresses may have it", async () => {
    const branch = { "config.json": "{}", "pytorch_model.bin": "x" };
    hub.setRepo("owner/name", { files: { "config.json": "{}" }, revisions: { "feature/short": branch } });
    const named = readModelName("https://huggingface.co/owner/name/tree/feature%2Fshort");
    if (!named.ok) throw new Error(named.failure.message);
    const listing = await lookUp(hubSource(named.value), world());
    expect(listing.files.map(({ path }) => path)).toEqual(["config.json", "pytorch_model.bin"]);
  });

  it.each([
    ["an unknown repository", { repo: "no/such" }, "unauthorized"],
    ["an unknown revision", { revision: "nowhere" }, "model_not_found"],
    ["a name with a path trick", { repo: "../evil" }, "bad_request"],
    ["a name with two dots", { repo: "a/b..c" }, "bad_request"],
  ])("refuses %s", async (_name, change, code) => {
    await expect(lookUp({ ...source, ...change }, world())).rejects.toMatchObject({ failure: { code } });
  });

  it("tells HTML from JSON, and hands on Retry-After", async () => {
    hub.intercept(htmlFault(/api/));
    await expect(lookUp(source, world())).rejects.toMatchObject({ failure: { code: "malformed_file" } });
    hub.intercept(statusFault(/api/, 429, { "Retry-After": "7" }));
    await expect(lookUp(source, world())).rejects.toMatchObject({
      failure: { code: "rate_limited", retryAfterSeconds: 7 },
    });
  });
});

describe("a manifest.json of something else", () => {
  const foreign = JSON.stringify({ short_name: "a web app" });

  it("says nothing of a repository or folder", async () => {
    hub.setRepo("owner/name", { files: { "config.json": "{}", "manifest.json": foreign } });
    const files = [{ path: "manifest.json", bytes: new Blob([foreign]) }];
    for (const one of [source, { kind: "files", name: "mine", files } as const]) {
      const listing = await lookUp(one, world());
      expect(listing.files.map(({ path }) => path)).toContain("manifest.json");
      expect(listing.manifest).toBeUndefined();
    }
  });

  it("is told from one of ours that is damaged", async () => {
    const files = [{ path: "manifest.json", bytes: new Blob([JSON.stringify({ format: "hostless-model" })]) }];
    await expect(lookUp({ kind: "files", name: "mine", files }, world())).rejects.toMatchObject({
      failure: { code: "malformed_file", hint: expect.stringMatching(/\w/) },
    });
  });
});

it("T39: the name of a folder is shown without marks that turn its direction, and cut", async () => {
  const files = [{ path: "config.json", bytes: new Blob(["{}"]) }];
  const named = async (name: string) => (await lookUp({ kind: "files", name, files }, world())).name;
  expect(await named("gpt2\u202egnp.\u0000exe")).toBe("gpt2gnp. exe");
  expect((await named("n".repeat(5000))).length).toBe(100);
});

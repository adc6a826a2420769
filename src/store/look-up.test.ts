import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hubSource } from "../contract/model-source.ts";
import { nameFailure } from "../contract/name-failure.ts";
import { readModelName } from "../contract/read-model-name.ts";
import { saying } from "../contract/testing/refused.ts";
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
    if (!named.ok) throw new Error(nameFailure(named.failure));
    const listing = await lookUp(hubSource(named.value), world());
    expect(listing.files.map(({ path }) => path)).toEqual(["config.json", "pytorch_model.bin"]);
  });

  it("takes the model in a folder of a repository, with its paths from there", async () => {
    const files = {
      "config.json": "{}",
      "runs/one/config.json": "[]",
      "runs/one/pytorch_model.bin": big,
      "runs/ones": "x",
    };
    hub.setRepo("owner/name", { files });
    const listing = await lookUp({ ...source, folder: "runs/one" }, world());
    expect(listing.name).toBe("owner/name/runs/one");
    expect(listing.files.map(({ path, size }) => [path, size])).toEqual([
      ["config.json", 2],
      ["pytorch_model.bin", big.length],
    ]);
    const [config] = listing.files;
    const address = config !== undefined && "url" in config.from ? config.from.url : "";
    expect(await (await fetch(address)).text()).toBe("[]");
  });

  it.each([
    ["a folder that is not there", { folder: "run" }, "model_not_found"],
    ["a folder that is a file", { folder: "config.json" }, "model_not_found"],
    ["a folder with a path trick", { folder: "../x" }, "bad_request"],
    ["an unknown repository", { repo: "no/such" }, "unauthorized"],
    ["an unknown revision", { revision: "nowhere" }, "model_not_found"],
    ["a name with a path trick", { repo: "../evil" }, "bad_request"],
    ["a name with two dots", { repo: "a/b..c" }, "bad_request"],
  ])("refuses %s", async (_name, change, code) => {
    await expect(lookUp({ ...source, ...change }, world())).rejects.toMatchObject({ failure: { code } });
  });

  it.each([
    ["a listing without end", 1000, "limit_exceeded"],
    ["empty pages without end", 0, undefined],
  ])("asks for no more pages of %s", async (_name, length, code) => {
    let asked = 0;
    const page = Array.from({ length }, (_, i) => ({ type: "file", path: `${i}`, oid: "0".repeat(40), size: 1 }));
    const endless = async (input: RequestInfo | URL) => {
      if (!String(input).includes("/tree/")) return Response.json({ sha: "0".repeat(40) });
      asked++;
      return Response.json(page, { headers: { Link: `<${hub.url}/tree/next>; rel="next"` } });
    };
    const found = lookUp(source, { ...world(), fetch: endless });
    const outcome = await found.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(outcome).toEqual(code && expect.objectContaining({ failure: expect.objectContaining({ code }) }));
    expect(asked).toBeLessThan(13);
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
    await expect(lookUp({ kind: "files", name: "mine", files }, world())).rejects.toEqual(
      saying(/\w/, { code: "malformed_file", hint: /\w/ }),
    );
  });
});

const FILE = { path: "a.bin", size: 1, sha256: "a".repeat(64) };
const MANIFEST = {
  format: "hostless-model",
  version: 1,
  name: "x",
  files: [FILE],
  dtypes: {},
  known_answer: { prompt_ids: [1], token_ids: [1] },
};
const filed = (change: object) => ({ files: [{ ...FILE, ...change }] });
const sized = (numbers: number) => ({ known_answer: { prompt_ids: Array(numbers).fill(1), token_ids: [1] } });

describe("T42: a hostile manifest.json", () => {
  const lookUpWith = (change: object) => {
    const bytes = new Blob([JSON.stringify({ ...MANIFEST, ...change })]);
    return lookUp({ kind: "files", name: "mine", files: [{ path: "manifest.json", bytes }] }, world());
  };

  it.each<[string, object]>([
    ["of a later version", { version: 2 }],
    ["with a name of thousands of letters", { name: "n".repeat(5000) }],
    ["with a name that is none", { name: { toString: 1 } }],
    ["with files that are no list", { files: { length: 1, 0: FILE } }],
    ["with null for a file", { files: [null] }],
    ["with too many files", { files: Array.from({ length: 1001 }, (_, i) => ({ ...FILE, path: `${i}` })) }],
    ["with a file twice", { files: [FILE, { ...FILE, sha256: "b".repeat(64) }] }],
    ["with a path out of the folder", filed({ path: "../a.bin" })],
    ["with a path out of the folder within", filed({ path: "a/../../b.bin" })],
    ["with an absolute path", filed({ path: "/etc/passwd" })],
    ["with a path of Windows", filed({ path: "C:\\a.bin" })],
    ["with an address for a path", filed({ path: "https://evil.test/a.bin" })],
    ["with an encoded path", filed({ path: "%2e%2e/a.bin" })],
    ["with a path that nobody sees", filed({ path: "a\u202e.bin" })],
    ["with a path without end", filed({ path: "a/".repeat(5000) })],
    ["with a size below zero", filed({ size: -1 })],
    ["with half a byte", filed({ size: 0.5 })],
    ["with a size that is no exact number", filed({ size: 1e300 })],
    ["with a size that is a text", filed({ size: "1" })],
    ["with half a digest", filed({ sha256: "a".repeat(63) })],
    ["with a kind of weights that there is not", { dtypes: { q1: { graph: "a.bin", data: [] } } }],
    ["with kinds of weights that are a list", { dtypes: [1] }],
    ["with a graph out of the folder", { dtypes: { q8: { graph: "../a.onnx", data: [] } } }],
    ["with data that is no list", { dtypes: { q8: { graph: "a.onnx", data: "a.bin" } } }],
    ["with a known answer of a million tokens", sized(1_000_000)],
    ["with a known answer below zero", { known_answer: { prompt_ids: [-1], token_ids: [1] } }],
    ["with a lighter model out of the site", { lighter: "../x" }],
    [
      "with a quality of letters",
      { dtypes: { q8: { graph: "a.onnx", data: [], quality: { perplexity_prefill: "1" } } } },
    ],
  ])("%s is refused with the place and what to do", async (_name, change) => {
    await expect(lookUpWith(change)).rejects.toEqual(
      saying(/\w/, { code: "malformed_file", subject: "manifest.json", hint: /\w/ }),
    );
  });

  it("with names that every object has changes none", async () => {
    const own = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}';
    const { manifest } = await lookUpWith(JSON.parse(own));
    expect(manifest).toMatchObject({ name: "x" });
    expect(manifest).not.toHaveProperty("polluted");
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

it("T39: the name of a folder is shown without marks that turn its direction, and cut", async () => {
  const files = [{ path: "config.json", bytes: new Blob(["{}"]) }];
  const named = async (name: string) => (await lookUp({ kind: "files", name, files }, world())).name;
  expect(await named("gpt2\u202egnp.\u0000exe")).toBe("gpt2gnp. exe");
  expect((await named("n".repeat(5000))).length).toBe(100);
});

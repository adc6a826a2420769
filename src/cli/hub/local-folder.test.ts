import { mkdtempSync, readFileSync } from "node:fs";
import { readdir, truncate, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeHub, type Files, startFakeHub, statusFault } from "../../testing/fake-hub.ts";
import { fileSizes } from "../folder-files.ts";
import { runCli } from "../testing/run-cli.ts";

const PACKAGE = "public/models/quotes-small";
const CHECKPOINT = "fixtures/checkpoints/plain/safetensors";
const ADAPTER = "fixtures/adapters/c-attn";
const LINE = ["--prompt", "the", "--seed", "1", "--json"];

let hub: FakeHub;
let cache: string;
const authorized: { place: string; header: string | undefined }[] = [];

async function filesIn(folder: string): Promise<Files> {
  const paths = [...(await fileSizes(folder)).keys()];
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path))]));
}

function inFolders(folders: Readonly<Record<string, Files>>): Files {
  const moved = Object.entries(folders).map(([folder, files]) =>
    Object.entries(files).map(([path, bytes]) => [`${folder}/${path}`, bytes] as const),
  );
  return Object.fromEntries(moved.flat());
}

beforeAll(async () => {
  const repos = {
    "me/quotes": { files: await filesIn(PACKAGE) },
    "owner/plain": { files: await filesIn(CHECKPOINT) },
    "owner/runs": {
      files: inFolders({ "run/last": await filesIn(CHECKPOINT), "other/last": { "config.json": "{}" } }),
    },
    "me/voice": { files: await filesIn(ADAPTER) },
    "me/words": { files: { "README.md": "# words" } },
  };
  hub = await startFakeHub(repos, {}, (request, _response, place) => {
    authorized.push({ place, header: request.headers.authorization });
    return false;
  });
});
afterAll(() => hub.close());
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "hostless-cache-"));
  vi.stubEnv("HF_ENDPOINT", hub.url);
  vi.stubEnv("HF_TOKEN", "");
  vi.stubEnv("HOSTLESS_CACHE", cache);
  authorized.length = 0;
});
afterEach(() => {
  hub.intercept(undefined);
  vi.unstubAllEnvs();
});

async function generate(...line: string[]) {
  const { code, out, err } = await runCli("generate", ...line, ...LINE);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
}

const askedFor = (path: string) => hub.log.filter(({ url }) => url.includes(path)).length;

describe("a model on the Hub", () => {
  it("writes what the repository alone would, where it lies in a folder of one, and keeps folders of one name apart", async () => {
    const alone = await generate("--model", "hf:owner/plain");
    expect((await generate("--model", "hf:owner/runs/tree/main/run/last")).text).toBe(alone.text);
    const other = await runCli("generate", "--model", "hf:owner/runs/tree/main/other/last", ...LINE);
    expect([other.code, other.out]).toEqual([1, ""]);
    const none = await runCli("generate", "--model", "hf:owner/runs/tree/main/run", ...LINE);
    expect(none.err).toContain("owner/runs");
    const wrong = await runCli("generate", "--model", "hf:owner/runs/tree/main/../run", ...LINE);
    expect(wrong.code).toBe(2);
  });

  it("writes what the same folder writes, and is downloaded once", async () => {
    const here = await generate("--model", PACKAGE);
    expect((await generate("--model", "hf:me/quotes")).text).toBe(here.text);
    const before = askedFor(".onnx_data");
    expect(before).toBeGreaterThan(0);
    expect((await generate("--model", "hf:me/quotes@main")).text).toBe(here.text);
    expect(askedFor(".onnx_data")).toBe(before);
  });

  it("goes on where a download broke off", async () => {
    await generate("--model", "hf:me/quotes");
    const [whole] = await partsIn(cache);
    if (whole === undefined) throw new Error("no part of the weights is kept");
    await truncate(whole, 1000);
    await writeFile(`${whole}.${hostname()}-99999999-00000000-0000-4000-8000-000000000000.part`, readFileSync(whole));
    const from = hub.log.length;
    await generate("--model", "hf:me/quotes");
    expect(hub.log.slice(from).flatMap(({ range }) => range ?? [])).toContain("bytes=1000-");
  });

  it("is refused where bytes are not what the Hub vouches for, and whole at the next try", async () => {
    hub.intercept((request, response, place) => {
      if (place !== "cdn" || !request.url?.includes(".onnx_data")) return false;
      const { length } = readFileSync(
        join(PACKAGE, new URL(request.url, hub.cdnUrl).pathname.split("/").slice(4).join("/")),
      );
      response.writeHead(200, { "Content-Length": length }).end(new Uint8Array(length));
      return true;
    });
    const wrong = await runCli("generate", "--model", "hf:me/quotes", ...LINE);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining(".onnx_data")]);
    hub.intercept(undefined);
    expect((await generate("--model", "hf:me/quotes")).text).not.toBe("");
  });

  it("is converted where it has no weights to run, once", async () => {
    const made = await generate("--model", "hf:owner/plain");
    const again = await runCli("generate", "--model", "hf:owner/plain", ...LINE);
    expect(JSON.parse(again.out).text).toBe(made.text);
    expect(again.err).not.toContain("Converting");
    const line = ["--base", "hf:owner/plain", "--texts", "fixtures/README.md", "--out", "", "--rank", "0"];
    expect((await runCli("finetune", ...line)).code).toBe(2);
  });

  it("becomes a package whose manifest says which commit it was made of", async () => {
    const out = join(cache, "made");
    const { code, err } = await runCli("convert", "hf:owner/plain", "--out", out);
    expect([code, err]).toEqual([0, expect.any(String)]);
    const { source, name } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect([source, name]).toEqual([{ repo: "owner/plain", commit: hub.commitOf("owner/plain") }, "plain"]);
  });

  it("takes an adapter from there, beside a model from there", async () => {
    const apart = await generate("--model", "hf:owner/plain", "--dtype", "fp32", "--adapter", "hf:me/voice");
    const local = await generate("--model", "hf:owner/plain", "--dtype", "fp32", "--adapter", ADAPTER);
    expect(apart.text).toBe(local.text);
  });

  it("is asked for with the token of the environment, which goes to the Hub alone", async () => {
    vi.stubEnv("HF_TOKEN", "hf_secret");
    await generate("--model", "hf:me/quotes");
    const sent = (where: string) =>
      new Set(authorized.flatMap(({ place, header }) => (place === where ? [header] : [])));
    expect([sent("hub"), sent("cdn")]).toEqual([new Set(["Bearer hf_secret"]), new Set([undefined])]);
  });

  it.each([
    ["hf:", 2, "hf:owner/name"],
    ["hf:a/b/c", 2, "hf:owner/name"],
    ["hf:../b", 2, "hf:owner/name"],
    ["hf:me/quotes@", 2, "hf:owner/name"],
    ["hf:me/missing", 1, "me/missing"],
    ["hf:me/words", 1, "me/words"],
  ])("%s is refused by name", async (model, code, told) => {
    const answer = await runCli("generate", "--model", model, ...LINE);
    expect([answer.code, answer.err]).toEqual([code, expect.stringContaining(told)]);
    expect(await readdir(cache)).toEqual([]);
  });

  it("says that a token is needed, or that the one there is not let in", async () => {
    const without = await runCli("generate", "--model", "hf:me/missing", ...LINE);
    expect(without.err).toContain("set HF_TOKEN");
    vi.stubEnv("HF_TOKEN", "hf_old");
    const { err } = await runCli("generate", "--model", "hf:me/missing", ...LINE);
    expect([err.includes("renew the token"), err.includes("hf_old")]).toEqual([true, false]);
  });

  it("is downloaded and converted by two that begin at the same time", async () => {
    const both = await Promise.all([generate("--model", "hf:owner/plain"), generate("--model", "hf:owner/plain")]);
    expect(both[0].text).toBe(both[1].text);
    expect([...(await fileSizes(cache)).keys()].filter((path) => path.endsWith(".part"))).toEqual([]);
  });

  it("starts from what was downloaded last where the Hub does not answer, and says so", async () => {
    const { text } = await generate("--model", "hf:me/quotes");
    const converted = await generate("--model", "hf:owner/plain", "--adapter", "hf:me/voice", "--dtype", "fp32");
    // Nobody listens there. What is kept is of the Hub that was asked.
    hub.intercept((request) => {
      request.socket.destroy();
      return true;
    });
    const away = await runCli("generate", "--model", "hf:me/quotes", ...LINE);
    expect([away.code, JSON.parse(away.out).text]).toEqual([0, text]);
    const commit = hub.commitOf("me/quotes").slice(0, 7);
    expect(away.err).toContain(`does not answer: me/quotes is as it was downloaded last (${commit}).`);
    const line = ["--model", "hf:owner/plain", "--adapter", "hf:me/voice", "--dtype", "fp32"];
    expect((await generate(...line)).text).toBe(converted.text);
    expect((await runCli("generate", "--model", "hf:me/quotes@other", ...LINE)).code).toBe(1);
    vi.stubEnv("HOSTLESS_CACHE", mkdtempSync(join(tmpdir(), "hostless-cache-")));
    expect((await runCli("generate", "--model", "hf:me/quotes", ...LINE)).code).toBe(1);
  });

  it("says what the Hub answers when it is busy for long", async () => {
    hub.intercept(statusFault(/api\/models/, 429, { "Retry-After": "3600" }));
    const { code, err } = await runCli("generate", "--model", "hf:me/quotes", ...LINE);
    expect([code, err]).toEqual([1, expect.stringContaining("429")]);
  });
});

/** Parts of weights that are kept. */
async function partsIn(folder: string): Promise<string[]> {
  return [...(await fileSizes(folder)).keys()]
    .filter((path) => path.includes(".onnx_data"))
    .map((path) => join(folder, path));
}

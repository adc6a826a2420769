import { afterEach, describe, expect, it } from "vitest";
import type { ModelOffer } from "../contract/model-offer.ts";
import { nameFailure } from "../contract/name-failure.ts";
import type { Outcome } from "../contract/outcome.ts";
import { inEnglish } from "../contract/testing/refused.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { tinyPackage } from "../testing/tiny-package.ts";
import { nodeEngine } from "./testing/node-engine.ts";

type Files = Readonly<Record<string, Uint8Array | string>>;

const ready = await tinyPackage(["q8"]);
const textOf = (files: Files, name: string) => Buffer.from(files[name] ?? "").toString();
const checkpoint: Files = Object.fromEntries(
  await Promise.all(
    fixtureFiles("plain", "safetensors").map(
      async ({ path, bytes }) => [path, new Uint8Array(await bytes.slice(0, bytes.size).arrayBuffer())] as const,
    ),
  ),
);

let hub: FakeHub;
afterEach(() => hub.close());

async function start(files: Files) {
  hub = await startFakeHub({ "owner/one": { files } });
  return nodeEngine(hub.url);
}

const hubModel = (repo: string) => ({ kind: "hub", repo }) as const;

async function offered(engine: ReturnType<typeof nodeEngine>, repo = "owner/one"): Promise<ModelOffer> {
  return unwrapped(engine.describe(hubModel(repo)));
}

/** Files that were asked for so far, with the part of each. */
const asked = () =>
  hub.log.flatMap(({ url, range }) => {
    const path = /\/resolve\/[0-9a-f]{40}\/(.+)$/.exec(url)?.[1];
    return path === undefined ? [] : [[path, range]];
  });

const sizeOf = (files: Files) => Object.values(files).reduce((sum, file) => sum + file.length, 0);

describe("what counts as kept", () => {
  it("T30: is what was loaded of this repository at this commit, not equal files of another one", async () => {
    const engine = await start(ready);
    expect(await offered(engine)).toMatchObject({ isKept: false });
    expect(await engine.load(hubModel("owner/one"), {}, () => undefined)).toMatchObject({ ok: true });
    expect(await offered(engine)).toMatchObject({ isKept: true, downloadBytes: 0, dtypes: [{ kept: true }] });
    // The very same files under another name, then with another card, then a later commit of the first.
    hub.setRepo("evil/copy", { files: ready });
    expect(await offered(engine, "evil/copy")).toMatchObject({ isKept: false, dtypes: [{ kept: false }] });
    hub.setRepo("evil/copy", { files: { ...ready, "README.md": "# Another" } });
    expect(await offered(engine, "evil/copy")).toMatchObject({ isKept: false });
    hub.setRepo("owner/one", { files: { ...ready, "config.json": `${textOf(ready, "config.json")} ` } });
    expect(await offered(engine)).toMatchObject({ isKept: false });
  });

  it("T30: nothing of a model is written down before it is loaded", async () => {
    const engine = await start(withManifest({ lighter: "smaller" }));
    await offered(engine);
    const again = nodeEngine(hub.url);
    expect(await again.stored()).toEqual({ ok: true, value: [] });
    await hub.close();
    expect(await engine.describe(hubModel("owner/one"))).toMatchObject({ ok: false });
  });
});

describe("what is fetched before the question", () => {
  it("T34: is no manifest that is too long to be ours", async () => {
    const engine = await start({ ...ready, "manifest.json": `{"x":"${"y".repeat(3_000_000)}"}` });
    await offered(engine);
    expect(asked().map(([path]) => path)).not.toContain("manifest.json");
  });

  it("T34: is the beginning of a long card", async () => {
    const engine = await start({ ...ready, "README.md": `# Title\n\n${"word ".repeat(600_000)}` });
    const { card, downloadBytes } = await offered(engine);
    expect(card.title).toBe("Title");
    expect(asked().filter(([path]) => path === "README.md")).toEqual([["README.md", "bytes=0-131071"]]);
    // Nobody reads three megabytes of a card: it is not downloaded behind the click, either.
    expect(downloadBytes).toBeLessThan(sizeOf(ready));
    expect(await engine.load(hubModel("owner/one"), {}, () => undefined)).toMatchObject({ ok: true });
    expect(asked().filter(([path]) => path === "README.md")).toHaveLength(1);
  });

  it("tells of a checkpoint how large a package beside it would be, and asks for each small file once", async () => {
    const engine = await start(checkpoint);
    const { packageBytes = 0, downloadBytes } = await offered(engine);
    const paths = asked().map(([path]) => path);
    expect(paths).toEqual([...new Set(paths)]);
    expect(packageBytes).toBeLessThan(downloadBytes);
    await engine.load(hubModel("owner/one"), {}, () => undefined);
    const kept = await unwrapped(engine.stored());
    const made = kept.find(({ complete }) => complete)?.bytes ?? 0;
    // Graph, card and manifest come to some kilobytes.
    expect(made - packageBytes).toBeGreaterThan(0);
    expect(made - packageBytes).toBeLessThan(100_000);
    hub.setRepo("owner/ready", { files: ready });
    expect((await offered(engine, "owner/ready")).packageBytes).toBeUndefined();
  });

  it("T34: ends where a host sends more than was asked for", async () => {
    const engine = await start({ ...ready, "README.md": "word ".repeat(100_000) });
    let sent = 0;
    let isClosed = false;
    hub.intercept((request, response, place) => {
      if (place !== "cdn" || !request.url?.includes("README")) return false;
      response.on("close", () => {
        isClosed = true;
      });
      const send = () => {
        if (isClosed) return;
        sent += 65_536;
        response.write("x".repeat(65_536), send);
      };
      response.writeHead(200);
      send();
      return true;
    });
    await offered(engine);
    await expect.poll(() => isClosed).toBe(true);
    expect(sent).toBeLessThan(10_000_000);
  });

  it("T38: is never weights, and the size in the question is that of all files that are loaded then", async () => {
    for (const files of [ready, checkpoint]) {
      const engine = await start({ ...files, "README.md": `# Card\n\n${"word ".repeat(5000)}` });
      const { downloadBytes } = await offered(engine);
      const before = asked().map(([path]) => path);
      expect(before.filter((path) => /onnx|safetensors|\.bin/.test(path ?? ""))).toEqual([]);
      expect(await engine.load(hubModel("owner/one"), {}, () => undefined)).toMatchObject({ ok: true });
      const all = { ...files, "README.md": `# Card\n\n${"word ".repeat(5000)}` } as Files;
      // The question is about what is loaded whole; a manifest was read to ask it.
      const loaded = new Set(asked().map(([path]) => path ?? ""));
      const bytes = [...loaded].filter((path) => !/manifest/.test(path)).map((path) => all[path]?.length ?? 0);
      expect(downloadBytes).toBe(bytes.reduce((sum, size) => sum + size, 0));
      await hub.close();
    }
  });
});

const BPE = { added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null };
/** Long enough that only its beginning is looked at. */
const longVocabulary = Object.fromEntries(Array.from({ length: 5000 }, (_, id) => [`token${id}`, id]));
const tokenizer = (model: object) => JSON.stringify({ version: "1.0", ...BPE, model });

/** Without our manifest: as others export their graphs. */
const foreign: Files = without(ready, "manifest.json");
const withField = (name: string, value: unknown) =>
  JSON.stringify({ ...JSON.parse(textOf(ready, "config.json")), [name]: value });

const REFUSED: readonly [string, Files, string][] = [
  ["sizes that cannot be", { ...checkpoint, "config.json": '{"model_type":"gpt2","n_embd":7,"n_head":2}' }, "n_embd"],
  [
    "sizes of a ready graph that cannot be",
    { ...ready, "config.json": '{"model_type":"gpt2","n_embd":64,"n_head":0}' },
    "config.json",
  ],
  [
    "a tokenizer of another kind",
    { ...checkpoint, "tokenizer.json": tokenizer({ type: "BacktrackingBpe", unk_token: "?", vocab: longVocabulary }) },
    "BacktrackingBpe",
  ],
  [
    "a ready graph with a tokenizer of another kind",
    { ...ready, "tokenizer.json": tokenizer({ type: "BacktrackingBpe", vocab: { a: 0 } }) },
    "tokenizer.json",
  ],
  [
    "a tokenizer class that is not supported",
    { ...checkpoint, "tokenizer_config.json": '{"tokenizer_class":"T5Tokenizer"}' },
    "T5Tokenizer",
  ],
  ["no tokenizer", without(checkpoint, "tokenizer.json", "vocab.json", "merges.txt"), "has no tokenizer"],
  ["a tokenizer of another program", { ...without(ready, "tokenizer.json"), "spiece.model": "x" }, "spiece.model"],
  [
    "a model that no browser has the memory for",
    { ...checkpoint, "config.json": '{"model_type":"gpt2","n_embd":8192,"n_head":8,"n_layer":96}' },
    "owner/one is too large for a browser: in 8 bits its weights have 77.74 GB, and 4.29 GB is the most",
  ],
  [
    "a tokenizer class behind many tokens",
    { ...checkpoint, "tokenizer_config.json": `{"x":"${"y".repeat(100_000)}","tokenizer_class":"T5Tokenizer"}` },
    "T5Tokenizer",
  ],
  [
    "a ready graph with a tokenizer class that is not supported",
    { ...foreign, "tokenizer_config.json": '{"tokenizer_class":"T5Tokenizer"}' },
    "T5Tokenizer",
  ],
  [
    "a ready graph with a tokenizer class in config.json",
    {
      ...without(foreign, "tokenizer_config.json"),
      "config.json": withField("tokenizer_class", "BertJapaneseTokenizer"),
    },
    "BertJapaneseTokenizer",
  ],
  [
    "a ready graph with a setting that would give other ids",
    { ...foreign, "tokenizer_config.json": '{"split_special_tokens":true}' },
    "split_special_tokens",
  ],
  [
    "a ready graph with half of a legacy tokenizer",
    { ...without(foreign, "tokenizer.json"), "vocab.json": "{}" },
    "tokenizer.json",
  ],
  ["no weights", without(checkpoint, "model.safetensors"), "There are no weights"],
];

describe("what is refused before the question", () => {
  it.each(REFUSED)("T38: %s", async (_name, files, message) => {
    const engine = await start(files);
    const outcome = await engine.describe(hubModel("owner/one"));
    expect(outcome.ok ? "offered" : inEnglish(outcome)).toContain(message);
    expect(asked().filter(([path]) => /onnx|safetensors/.test(path ?? ""))).toEqual([]);
  });

  it.each(REFUSED)("T38: %s, where nobody asked", async (_name, files, message) => {
    const engine = await start(files);
    const outcome = await engine.load(hubModel("owner/one"), {}, () => undefined);
    expect(outcome.ok ? "loaded" : inEnglish(outcome)).toContain(message);
    expect(asked().filter(([path]) => /onnx|safetensors/.test(path ?? ""))).toEqual([]);
    expect(await engine.stored()).toEqual({ ok: true, value: [] });
  });

  it("T38: another architecture, also of picked files, where nobody asked", async () => {
    const config = '{"model_type":"llama","architectures":["LlamaForCausalLM"]}';
    const engine = await start({ ...checkpoint, "config.json": config });
    const weights = new Blob(["weights"]);
    const read: string[] = [];
    const unread = (name: string) => Object.assign(weights, { arrayBuffer: async () => void read.push(name) });
    const picked = [
      { path: "config.json", bytes: new Blob([config]) },
      { path: "model.safetensors", bytes: unread("model.safetensors") },
    ];
    for (const source of [hubModel("owner/one"), { kind: "files", name: "mine", files: picked } as const]) {
      const outcome = await engine.load(source, {}, () => undefined);
      expect(outcome).toMatchObject({ ok: false, failure: { code: "unsupported_architecture" } });
    }
    expect(read).toEqual([]);
    expect(asked().map(([path]) => path)).toEqual(["config.json"]);
  });
});

function without(files: Files, ...names: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));
}

/** The tiny package with another manifest. */
function withManifest(change: object): Files {
  return { ...ready, "manifest.json": JSON.stringify({ ...JSON.parse(textOf(ready, "manifest.json")), ...change }) };
}

describe("what a package says of itself", () => {
  it("T42: is refused where its known answer would take long to compute", async () => {
    const ids = Array.from({ length: 65 }, () => 1);
    for (const known_answer of [
      { prompt_ids: ids, token_ids: [1] },
      { prompt_ids: [1], token_ids: ids },
    ]) {
      const engine = await start(withManifest({ known_answer }));
      const outcome = await engine.describe(hubModel("owner/one"));
      expect(inEnglish(outcome)).toContain("known_answer");
      await hub.close();
    }
  });

  it("T42: is not told as measured here, also where it is imported", async () => {
    const numbers = ["perplexity_prefill", "perplexity_decode", "fp32_perplexity", "top1_agreement", "max_logit_error"];
    const quality = Object.fromEntries([...numbers, "tokens"].map((name) => [name, 1]));
    const { dtypes } = JSON.parse(textOf(ready, "manifest.json"));
    const engine = await start(withManifest({ dtypes: { q8: { ...dtypes.q8, quality } } }));
    const loaded = await engine.load(hubModel("owner/one"), {}, () => undefined);
    expect(loaded).toMatchObject({ ok: true, value: { isQualityClaimed: true, quality: { q8: quality } } });
    const [stored] = await unwrapped(engine.stored());
    const saved = await unwrapped(engine.exportStored(stored?.id ?? ""));
    const { source } = await unwrapped(engine.importStored({ path: saved.name, bytes: saved.bytes }));
    expect(await engine.load(source, {}, () => undefined)).toMatchObject({
      ok: true,
      value: { isQualityClaimed: true, quality: { q8: {} } },
    });
    hub.setRepo("owner/made", { files: checkpoint });
    const made = await engine.load(hubModel("owner/made"), {}, () => undefined);
    expect(made).toMatchObject({ ok: true, value: { isQualityClaimed: false, quality: { q8: {} } } });
  });
});

async function unwrapped<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const settled = await outcome;
  if (!settled.ok) throw new Error(nameFailure(settled.failure));
  return settled.value;
}

describe("a download that was in vain", () => {
  const broken = Buffer.from(checkpoint["model.safetensors"] ?? "").fill(255, 0, 8);

  it("T38: is dropped, and one that broke off is not", async () => {
    const engine = await start({ ...checkpoint, "model.safetensors": broken });
    expect(await engine.load(hubModel("owner/one"), {}, () => undefined)).toMatchObject({ ok: false });
    expect(await engine.stored()).toEqual({ ok: true, value: [] });

    hub.setRepo("owner/one", { files: checkpoint });
    hub.intercept((request, response) => {
      if (!/safetensors/.test(request.url ?? "")) return false;
      response.writeHead(404).end();
      return true;
    });
    expect(await engine.load(hubModel("owner/one"), {}, () => undefined)).toMatchObject({ ok: false });
    expect(await engine.stored()).toMatchObject({ ok: true, value: [{ name: "owner/one", complete: false }] });
  });

  it("T38: leaves the commit that worked", async () => {
    const engine = await start(ready);
    await engine.load(hubModel("owner/one"), {}, () => undefined);
    const commit = hub.commitOf("owner/one");
    hub.setRepo("owner/one", { files: { ...ready, "config.json": '{"model_type":"none"}' } });
    const later = { ...hubModel("owner/one"), revision: hub.commitOf("owner/one") };
    expect(await engine.load(later, {}, () => undefined)).toMatchObject({ ok: false });
    expect(await engine.stored()).toMatchObject({ ok: true, value: [{ commit, complete: true }] });
  });
});

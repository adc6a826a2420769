import { afterEach, describe, expect, it } from "vitest";
import type { Engine } from "../contract/engine.ts";
import { nameFailure } from "../contract/name-failure.ts";
import { makeNote, type Outcome } from "../contract/outcome.ts";
import { convertCheckpoint } from "../convert/package.ts";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { chainFiles } from "../convert/read/testing/chain-checkpoint.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { nodeEngine, nodeOrt } from "./testing/node-engine.ts";

type Files = Readonly<Record<string, Uint8Array | string>>;

const [END, BEGIN, CAT] = [256, 257, 258];
const whole = chainFiles({ links: [], special: ["<|end|>", "<|begin|>", "cat"] });
const { "tokenizer.json": tokenizer, ...weights } = whole;
const given = JSON.parse(String(tokenizer));
// What the files name is what they add: the token of the last row is left to them.
const base = { ...given, added_tokens: given.added_tokens.slice(0, 2) };

/** The graphs of those weights, as somebody else may have exported them. */
const graphs = await graphsOf(whole);

async function graphsOf(files: Files): Promise<Files> {
  const named = Object.entries(files).map(([path, bytes]) => ({
    path,
    bytes: new Blob([Uint8Array.from(Buffer.from(bytes))]),
  }));
  const made: Record<string, Uint8Array> = {};
  const options = { name: "chain", dtypes: ["q8"], sha256: async () => "0".repeat(64) } as const;
  for await (const { path, bytes } of convertCheckpoint(await readCheckpoint(named), options))
    made[path] = bytes.slice();
  return Object.fromEntries(Object.entries(made).filter(([path]) => /^onnx\/|^config\.json$/.test(path)));
}

let hub: FakeHub;
afterEach(() => hub.close());

async function load(files: Files) {
  hub = await startFakeHub({ "owner/one": { files } });
  const engine = nodeEngine(hub.url, {}, { loadOrt: async () => nodeOrt() });
  const info = unwrap(await engine.load({ kind: "hub", repo: "owner/one" }, {}, () => undefined));
  return { engine, info };
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(nameFailure(outcome.failure));
  return outcome.value;
}

async function idsOf(engine: Engine, prompt: string): Promise<readonly number[]> {
  const parameters = { max_new_tokens: 1, do_sample: false, token_healing: false };
  const run = await engine.generate({ prompt, parameters, prompt_logprobs: 0 }, 1, () => undefined);
  return unwrap(run).prompt_details?.[0]?.map(({ id }) => id) ?? [];
}

const json = (value: object) => JSON.stringify(value);
const settings = (value: object) => ({ "tokenizer_config.json": json(value) });
const fast = { "tokenizer.json": json(base) };
const lower = { "tokenizer.json": json({ ...base, normalizer: { type: "Lowercase" } }) };
const words = { vocab: { ...base.model.vocab, "<|end|>": END, "<|begin|>": BEGIN } };
const legacy = { "vocab.json": json(words.vocab), "merges.txt": "#version: 0.2\n" };
const GPT2 = "GPT2Tokenizer";
const FAST = "PreTrainedTokenizerFast";
const flags = { lstrip: false, rstrip: false, normalized: false, single_word: false, special: false };

const KINDS: readonly [string, Files, string, readonly number[]][] = [
  ["tokenizer.json alone", fast, "a A", [97, 32, 65]],
  ["add_prefix_space", { ...fast, ...settings({ add_prefix_space: true }) }, "a", [32, 97]],
  ["a normalizer that GPT-2's class leaves out", { ...lower, ...settings({ tokenizer_class: GPT2 }) }, "A", [65]],
  ["a normalizer of a class that obeys it", { ...lower, ...settings({ tokenizer_class: FAST }) }, "A", [97]],
  [
    "added_tokens_decoder",
    { ...fast, ...settings({ tokenizer_class: FAST, added_tokens_decoder: { [CAT]: { content: "cat", ...flags } } }) },
    "a cat",
    [97, 32, CAT],
  ],
  ["added_tokens.json", { ...fast, "added_tokens.json": json({ cat: CAT }) }, "a cat", [97, 32, CAT]],
  [
    "special_tokens_map.json",
    { ...fast, ...settings({ tokenizer_class: FAST }), "special_tokens_map.json": json({ pad_token: "cat" }) },
    "cat",
    [CAT],
  ],
  [
    "vocab.json and merges.txt alone",
    {
      ...legacy,
      ...settings({ add_bos_token: true, bos_token: "<|begin|>", eos_token: "<|end|>", unk_token: "<|end|>" }),
    },
    "a",
    [BEGIN, 97],
  ],
];

describe("a ready folder, its tokenizer of somebody else's files", () => {
  it.each(KINDS)("gives the ids that the converted one gives: %s", async (_name, files, prompt, expected) => {
    const ready = await load({ ...graphs, ...files });
    expect(ready.info).toMatchObject({ converted: false, backend: { backend: "onnx-wasm" } });
    expect(await idsOf(ready.engine, prompt)).toEqual(expected);
    await hub.close();
    const converted = await load({ ...weights, ...files });
    expect(converted.info.converted).toBe(true);
    expect(await idsOf(converted.engine, prompt)).toEqual(expected);
  });

  it("takes SentencePiece's kind, although tokenizer_config.json names GPT-2's class, and says so", async () => {
    const { engine, info } = await load({
      ...graphs,
      "tokenizer.json": json(sentencePiece()),
      ...settings({ tokenizer_class: GPT2 }),
    });
    expect(await idsOf(engine, "가나 hi")).toEqual([36, 34]);
    const told = { path: "tokenizer.json", name: GPT2, part: "normalizer" };
    expect(info.notes).toContainEqual(makeNote("tokenizer_as_file", told));
  });

  it("takes the class from config.json where no other file names it", async () => {
    const config = { ...JSON.parse(Buffer.from(graphs["config.json"] ?? "").toString()), tokenizer_class: FAST };
    const { engine } = await load({ ...graphs, ...lower, "config.json": json(config) });
    expect(await idsOf(engine, "A")).toEqual([97]);
  });

  it("says what its class leaves out", async () => {
    const { info } = await load({ ...graphs, ...lower, ...settings({ tokenizer_class: GPT2 }) });
    const told = { path: "tokenizer.json", name: GPT2, part: "normalizer" };
    expect(info.notes).toContainEqual(makeNote("tokenizer_part", told));
  });

  it("is asked for the files that count, and for no others", async () => {
    await load({
      ...graphs,
      ...fast,
      ...legacy,
      ...settings({ tokenizer_class: FAST }),
      "special_tokens_map.json": "{}",
    });
    const asked = new Set(hub.log.map(({ url }) => /\/resolve\/[0-9a-f]{40}\/(.+)$/.exec(url)?.[1]));
    expect([...asked].filter((path) => path !== undefined && /token|vocab|merges/.test(path)).sort()).toEqual([
      "special_tokens_map.json",
      "tokenizer.json",
      "tokenizer_config.json",
    ]);
  });
});

/** A small one of the kind that Korean models have. */
function sentencePiece(): object {
  const metaspace = { type: "Metaspace", replacement: "▁", prepend_scheme: "always", split: true };
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const tokens = ["<s>", "</s>", "<unk>", "▁", ...letters, "가", "나", "다", "▁h", "▁hi", "가나", "▁가나"];
  return {
    ...base,
    added_tokens: ["<s>", "</s>", "<unk>"].map((content, id) => ({ id, content, ...flags, special: true })),
    normalizer: { type: "Sequence", normalizers: [{ type: "NFKC" }] },
    pre_tokenizer: metaspace,
    post_processor: null,
    decoder: metaspace,
    model: {
      type: "BPE",
      unk_token: "<unk>",
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: [
        ["▁", "h"],
        ["▁h", "i"],
        ["가", "나"],
        ["▁", "가나"],
      ],
    },
  };
}

import { afterEach, describe, expect, it } from "vitest";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { nodeEngine } from "./testing/node-engine.ts";

type Files = Readonly<Record<string, Uint8Array | string>>;

const checkpoint: Files = Object.fromEntries(
  await Promise.all(
    fixtureFiles("plain", "safetensors").map(
      async ({ path, bytes }) => [path, new Uint8Array(await bytes.slice(0, bytes.size).arrayBuffer())] as const,
    ),
  ),
);
const ofTokenizer = (path: string) => path.includes("token") || path === "vocab.json" || path === "merges.txt";
const only = (wanted: (path: string) => boolean, place: (path: string) => string): Files =>
  Object.fromEntries(Object.entries(checkpoint).flatMap(([path, file]) => (wanted(path) ? [[place(path), file]] : [])));
const isWeight = (path: string) => !ofTokenizer(path);

const LAYOUTS: readonly (readonly [string, Files])[] = [
  ["as save_pretrained writes it", checkpoint],
  [
    "in a folder",
    only(
      () => true,
      (path) => `gpt2-mine/${path}`,
    ),
  ],
  [
    "as a Trainer writes it, the tokenizer above the checkpoints",
    {
      ...only(isWeight, (path) => `out/checkpoint-20/${path}`),
      ...only(
        (path) => path === "config.json",
        (path) => `out/checkpoint-3/${path}`,
      ),
      ...only(ofTokenizer, (path) => `out/${path}`),
      "out/checkpoint-20/optimizer.pt": "x",
    },
  ],
  ["with a graph in float32 beside", { ...checkpoint, "onnx/model.onnx": "no graph at all" }],
  [
    "in two folders",
    { ...only(isWeight, (path) => `model/${path}`), ...only(ofTokenizer, (path) => `tokenizer/${path}`) },
  ],
  [
    "with a tokenizer under its model's name",
    only(
      (path) => isWeight(path) || path === "tokenizer.json",
      (path) => path.replace("tokenizer.json", "my.tokenizer.json"),
    ),
  ],
];

let hub: FakeHub;
afterEach(() => hub.close());

describe("a repository", () => {
  it.each(LAYOUTS)("is offered, converted and writes the same: %s", async (_name, files) => {
    hub = await startFakeHub({ "owner/one": { files } });
    const engine = nodeEngine(hub.url);
    const source = { kind: "hub", repo: "owner/one" } as const;
    expect(await engine.describe(source)).toMatchObject({ ok: true, value: { needsConversion: true } });
    expect(await engine.load(source, {}, () => undefined)).toMatchObject({ ok: true });
    const parameters = { do_sample: false, max_new_tokens: 8 };
    const written = await engine.generate({ prompt: "Life is", parameters }, 1, () => undefined);
    expect(written).toMatchObject({ ok: true, value: { samples: [{ text: await expected() }] } });
  });
});

it("tells with a package what was taken for granted as it was made", async () => {
  const config = JSON.parse(new TextDecoder().decode(Buffer.from(checkpoint["config.json"] ?? "")));
  const files = { ...checkpoint, "config.json": JSON.stringify({ ...config, architectures: ["MyGpt2"] }) };
  hub = await startFakeHub({ "owner/one": { files } });
  const engine = nodeEngine(hub.url);
  const loaded = await engine.load({ kind: "hub", repo: "owner/one" }, {}, () => undefined);
  const notes = [{ code: "note", detail: "custom_architecture", parameters: { path: "config.json", name: "MyGpt2" } }];
  expect(loaded).toMatchObject({ ok: true, value: { notes } });
});

let text: string | undefined;
/** What the first layout writes. */
async function expected(): Promise<string> {
  if (text !== undefined) return text;
  const own = await startFakeHub({ "owner/one": { files: checkpoint } });
  const engine = nodeEngine(own.url);
  await engine.load({ kind: "hub", repo: "owner/one" }, {}, () => undefined);
  const written = await engine.generate(
    { prompt: "Life is", parameters: { do_sample: false, max_new_tokens: 8 } },
    1,
    () => undefined,
  );
  await own.close();
  if (!written.ok) throw new Error(written.failure.detail);
  text = written.value.samples[0]?.text ?? "";
  return text;
}

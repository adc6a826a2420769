import { afterEach, describe, expect, it } from "vitest";
import type { NamedBytes } from "../contract/bytes.ts";
import { inEnglish } from "../contract/testing/refused.ts";
import { concat, file } from "../convert/read/testing/binary.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { flaxFiles } from "../convert/read/testing/hostile-flax.ts";
import { ggufFiles } from "../convert/read/testing/hostile-gguf.ts";
import { kerasFiles, kerasFixture } from "../convert/read/testing/hostile-keras.ts";
import { llmcFiles } from "../convert/read/testing/hostile-llmc.ts";
import { tensorflowFiles } from "../convert/read/testing/hostile-tensorflow.ts";
import { inFlax } from "../convert/read/testing/other-forms.ts";
import { writeBundle } from "../convert/read/testing/write-bundle.ts";
import { writeFlax } from "../convert/read/testing/write-flax.ts";
import { key, otherKeys, writeGguf } from "../convert/read/testing/write-gguf.ts";
import { writeLlmc } from "../convert/read/testing/write-llmc.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { nodeEngine } from "./testing/node-engine.ts";

let hub: FakeHub;
afterEach(() => hub.close());

async function start(files: readonly NamedBytes[]) {
  const contents = files.map(async ({ path, bytes }) => [path, new Uint8Array(await bytes.arrayBuffer())] as const);
  hub = await startFakeHub({ "owner/one": { files: Object.fromEntries(await Promise.all(contents)) } });
  return nodeEngine(hub.url);
}

const model = { kind: "hub", repo: "owner/one" } as const;
/** Weights that were asked for without a range. */
const downloaded = () => hub.log.filter(({ url, range }) => /\.(?:gguf|h5|msgpack|data-\S+)$/.test(url) && !range);
/** With so much behind its tensors that its first bytes are not all of it. */
const long = (gguf: Uint8Array) => ggufFiles(concat([gguf, new Uint8Array(2 ** 20)]));

describe("a repository of the Hub with weights in the form of another program", () => {
  it.each([
    ["GGUF", long(writeGguf())],
    ["Keras", kerasFiles(kerasFixture("plain.h5"))],
    ["flax", flaxFiles(writeFlax())],
    ["TensorFlow", tensorflowFiles(writeBundle())],
    ["llm.c", llmcFiles(writeLlmc())],
  ])("is offered for conversion before its weights are here: %s", async (_name, files) => {
    const engine = await start(files);
    const offer = await engine.describe(model);
    expect(offer.ok ? offer.value : inEnglish(offer)).toMatchObject({ needsConversion: true, isKept: false });
    expect(downloaded()).toEqual([]);
  });

  it("tells before anyone agrees that GPT-2's own tokenizer will be used", async () => {
    const config = { model_type: "gpt2", vocab_size: 50_257, n_embd: 16, n_head: 2, n_layer: 2, n_positions: 64 };
    const engine = await start([
      file("config.json", JSON.stringify(config)),
      file("model.safetensors", new Uint8Array(2000)),
    ]);
    const offer = await engine.describe(model);
    expect(offer.ok ? offer.value.notes : inEnglish(offer)).toMatchObject([{ detail: "gpt2_tokenizer" }]);
  });

  it("is downloaded, converted and run", async () => {
    const engine = await start(await inFlax(fixtureFiles("plain", "safetensors")));
    const loaded = await engine.load(model, {}, () => undefined);
    expect(loaded.ok ? "loaded" : inEnglish(loaded)).toBe("loaded");
    expect(downloaded()).toHaveLength(1);
  });

  it.each([
    ["architecture", { "general.architecture": key.text("general.architecture", "llama") }, '"llama" is not supported'],
    ["tokenizer", { "tokenizer.ggml.model": key.text("tokenizer.ggml.model", "bert") }, 'of the kind "bert"'],
  ])("is refused by the first bytes of a GGUF file with another %s", async (_name, changes, message) => {
    const engine = await start(long(writeGguf({ keys: otherKeys(changes) })));
    const offer = await engine.describe(model);
    expect(offer.ok ? "offered" : inEnglish(offer)).toContain(message);
    expect(downloaded()).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { packageBytes } from "./package-bytes.ts";

const SIZES = { n_embd: 768, n_layer: 12, n_head: 12, n_positions: 1024, vocab_size: 50_257 };
const source = { kind: "hub", repo: "owner/name" } as const;

function bytesOf(config: object | undefined, files: Readonly<Record<string, number>>) {
  const text = JSON.stringify(config);
  const named = config === undefined ? files : { ...files, "config.json": text.length };
  const listed = Object.entries(named).map(([path, size]) => ({
    path,
    size,
    from: { url: `https://hub.test/${path}` },
  }));
  return packageBytes({ source, name: "name", origin: "https://hub.test", files: listed }, async () => text);
}

describe("packageBytes", () => {
  it("counts weights of 8 bits and the tokenizer, whole or in two files", async () => {
    const alone = (await bytesOf(SIZES, {})) ?? 0;
    expect(alone).toBeGreaterThan(120e6);
    expect(alone).toBeLessThan(140e6);
    expect(await bytesOf(SIZES, { "tokenizer.json": 2_000_000 })).toBe(alone + 2_000_000);
    expect(await bytesOf(SIZES, { "vocab.json": 1_000_000, "merges.txt": 400_000 })).toBe(alone + 1_400_000);
  });

  it.each([
    ["there is no configuration", undefined],
    ["the weights' own file has the sizes", { model_type: "gpt2" }],
  ])("says nothing where %s", async (_name, config) => {
    expect(await bytesOf(config, { "model.gguf": 6e9 })).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { baseIdOf } from "./base-id.ts";
import type { ListedFile, Listing } from "./listing.ts";

const file = (path: string, hex: string): ListedFile => ({
  path,
  size: 1,
  digest: { kind: "sha256", hex },
  from: { url: "https://example.com" },
});
const listing = (...files: ListedFile[]): Listing => ({
  source: { kind: "site", path: "models/quotes" },
  name: "quotes",
  origin: "here",
  files,
});

describe("baseIdOf", () => {
  const tokenizer = file("tokenizer.json", "aa");
  const one = listing(file("onnx/model_q4.onnx_data", "01"), file("README.md", "02"), tokenizer);

  it("is the same whatever lies beside weights and tokenizer", async () => {
    const other = listing(tokenizer, file("README.md", "03"), file("onnx/model_q4.onnx_data", "01"));
    expect(await baseIdOf(one, ["onnx/model_q4.onnx_data"])).toBe(await baseIdOf(other, ["onnx/model_q4.onnx_data"]));
    expect(await baseIdOf(one, ["onnx/model_q4.onnx_data"])).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is another for other weights, and for another tokenizer", async () => {
    const ids = await Promise.all(
      [
        one,
        listing(file("onnx/model_q4.onnx_data", "09"), tokenizer),
        listing(file("onnx/model_q4.onnx_data", "01"), file("tokenizer.json", "bb")),
      ].map((each) => baseIdOf(each, ["onnx/model_q4.onnx_data"])),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { compareVariant, variant } from "./testing/variants.ts";

const text = gunzipSync(readFileSync(new URL("../../fixtures/tokenizer-variants.json.gz", import.meta.url))).toString();
const { models, ...golden } = Object(JSON.parse(text));
const { texts, variants } = v.parse(v.object({ texts: v.array(v.string()), variants: v.array(variant) }), golden);
const modelTexts = new Map(Object.entries(models).map(([name, model]) => [name, JSON.stringify(model)]));

describe("tokenizers of every kind", () => {
  it.each(variants.map((given) => [given.name, given] as const))("give the library's ids: %s", (_name, given) => {
    expect(compareVariant(given, modelTexts, texts)).toEqual([]);
  });
});

import { expect, it } from "vitest";
import { whyUnhealed } from "./can-heal.ts";
import { byteCodec } from "./testing/vocabulary-codec.ts";

it("heals where a text comes back as it is", () => {
  expect(whyUnhealed(byteCodec())).toBeUndefined();
});

it("tells why it does not: a tokenizer with a suffix, one that changes letters", () => {
  expect(whyUnhealed({ ...byteCodec(), suffix: [1] })).toMatchObject({ detail: "unhealed_suffix" });
  const lower = byteCodec();
  expect(whyUnhealed({ ...lower, encode: (text) => lower.encode(text.toLowerCase()) })).toMatchObject({
    detail: "unhealed_text",
  });
});

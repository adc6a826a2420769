import { readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { BLOCK_TYPES, decodeBlocks, nameType } from "./block-types.ts";

const bytes = v.pipe(
  v.string(),
  v.transform((text) => Uint8Array.from(Buffer.from(text, "base64"))),
);
const goldens = v.parse(
  v.record(v.string(), v.object({ bytes, values: bytes })),
  JSON.parse(readFileSync(new URL("../../../../fixtures/gguf-types.json", import.meta.url), "utf8")),
);

describe("blocks of quantized weights", () => {
  it.each([...BLOCK_TYPES.values()].filter(({ decode }) => decode))(
    "have the values that ggml gives them: $name",
    (type) => {
      const golden = goldens[type.name];
      const expected = new Float32Array(golden?.values.buffer ?? new ArrayBuffer(0));
      const found = decodeBlocks({ decode: () => {}, ...type }, golden?.bytes ?? new Uint8Array());
      expect(found.length).toBe(2 * type.values);
      const largest = Math.max(...expected.map(Math.abs));
      expect(largest).toBeGreaterThan(0);
      const gap = Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN))));
      expect(gap / largest).toBeLessThan(1e-6);
    },
  );

  it("are named where they cannot be read", () => {
    expect([20, 12, 1000].map(nameType)).toEqual(["IQ4_NL", "Q4_K", "ggml type 1000"]);
  });
});

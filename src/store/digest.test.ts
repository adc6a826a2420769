import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ByteSource } from "../contract/bytes.ts";
import { digestKey, matches, sha256Of } from "./digest.ts";

const HELLO = new Blob(["hello\n"]);
const SHA256 = createHash("sha256").update("hello\n").digest("hex");
/** `printf 'hello\n' | git hash-object --stdin`. */
const GIT = "ce013625030ba8dba906f756967f9e9ca394464a";

describe("a digest", () => {
  it("matches the bytes that it names, in either kind, and no others", async () => {
    expect(await matches(HELLO, { kind: "sha256", hex: SHA256 })).toBe(true);
    expect(await matches(HELLO, { kind: "git", hex: GIT })).toBe(true);
    expect(await matches(HELLO, { kind: "git", hex: SHA256 })).toBe(false);
    expect(await matches(new Blob(["hello"]), { kind: "git", hex: GIT })).toBe(false);
  });

  it("names a file in the store apart from one of the other kind", () => {
    expect(digestKey({ kind: "git", hex: "ab" })).not.toBe(digestKey({ kind: "sha256", hex: "ab" }));
  });

  it("of a file that does not fit is taken slice by slice, never from all of it", async () => {
    const size = 65 * 1024 * 1024;
    let largest = 0;
    const zeros = (length: number): ByteSource => ({
      size: length,
      slice: (start, end) => zeros(end - start),
      async arrayBuffer() {
        largest = Math.max(largest, length);
        return new ArrayBuffer(length);
      },
    });
    expect(await sha256Of(zeros(size))).toBe(createHash("sha256").update(Buffer.alloc(size)).digest("hex"));
    expect(largest).toBeLessThanOrEqual(4 * 1024 * 1024);
  });
});

import { describe, expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { memoryBytes } from "../memory-bytes.ts";
import { openNode } from "./open-node.ts";
import { PagedFile } from "./paged-file.ts";

const file = new PagedFile({ path: "model.h5", bytes: memoryBytes(Uint8Array.from({ length: 64 }, (_, i) => i)) });

describe("a node of a tree", () => {
  it("is opened with its head", async () => {
    const head = await openNode(file, 8, new Set());
    expect([head.byteLength, head.getUint8(0), head.getUint8(23)]).toEqual([24, 8, 31]);
  });

  it("is opened once: one that comes again would go on for ever", async () => {
    const seen = new Set<number>();
    await openNode(file, 8, seen);
    await openNode(file, 16, seen);
    await expect(openNode(file, 8, seen)).rejects.toThrow(saying("model.h5", { code: "malformed_file" }));
  });

  it("is refused behind the end of the file", async () => {
    await expect(openNode(file, 48, new Set())).rejects.toThrow(saying("model.h5", { code: "malformed_file" }));
  });
});

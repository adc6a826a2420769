import { describe, expect, it } from "vitest";
import { formatBytes } from "./format-bytes.ts";

describe("formatBytes", () => {
  it.each([
    [999, "999 B"],
    [1500, "2 kB"],
    [1_250_000, "1.3 MB"],
    [125_000_000, "125 MB"],
    [2_500_000_000, "2.50 GB"],
  ])("writes %d as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

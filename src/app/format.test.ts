import { describe, expect, it } from "vitest";
import { formatBytes, formatMilliseconds, formatNumber, formatPercent, formatSeconds } from "./format.ts";
import { en } from "./words/en.ts";

const { units } = en;

describe("format", () => {
  it.each([
    [999, "999 B"],
    [1000, "1 kB"],
    [1_234_567, "1.2 MB"],
    [12_345_678, "12 MB"],
    [1_234_567_890, "1.23 GB"],
  ])("writes %d bytes as %s", (bytes, text) => expect(formatBytes(bytes, units)).toBe(text));

  it.each([
    [12.4, "12 ms"],
    [1250, "1.3 s"],
    [90_000, "2 min"],
  ])("writes %d milliseconds as %s", (ms, text) => expect(formatMilliseconds(ms, units)).toBe(text));

  it.each([
    [0, "1 s"],
    [59, "59 s"],
    [600, "10 min"],
    [5400, "1.5 h"],
  ])("writes %d seconds that are still to come as %s", (s, text) => expect(formatSeconds(s, units)).toBe(text));

  it.each([
    [0.012345, "0.0123"],
    [99.96, "100"],
    [1234.5, "1,235"],
  ])("writes %d as %s", (value, text) => expect(formatNumber(value)).toBe(text));

  it.each([
    [0.00012, "0.012%"],
    [0.0987, "9.9%"],
    [0.987, "99%"],
  ])("writes a share of %d as %s", (share, text) => expect(formatPercent(share, units)).toBe(text));
});

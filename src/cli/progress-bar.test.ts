import { describe, expect, it } from "vitest";
import { ProgressBar } from "./progress-bar.ts";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { written, bar: new ProgressBar({ isTTY, write: (text: string) => written.push(text) }) };
}

describe("ProgressBar", () => {
  it("draws one line over and over on a terminal, and wipes it off", () => {
    const { written, bar } = terminal(true);
    bar.show("Downloading", 0.5);
    bar.show("Converting");
    bar.clear();
    const start = "\r\u001b[2K";
    expect(written).toEqual([
      `${start}Downloading ${"█".repeat(12)}${"░".repeat(12)} 50 %`,
      `${start}Converting`,
      start,
    ]);
  });

  it("writes a line for each step elsewhere, so that logs stay short", () => {
    const { written, bar } = terminal(false);
    bar.show("Downloading", 0.1);
    bar.show("Downloading", 0.9);
    bar.show("Converting", 0);
    bar.clear();
    expect(written).toEqual(["Downloading\n", "Converting\n"]);
  });
});

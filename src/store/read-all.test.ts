import { describe, expect, it } from "vitest";
import { readAll } from "./read-all.ts";

function streamOf(...values: readonly string[]): ReadableStream<string> {
  return new ReadableStream({
    start(controller) {
      for (const value of values) controller.enqueue(value);
      controller.close();
    },
  });
}

describe("reading all of a stream", () => {
  it("gives its pieces in order, up to the end", async () => {
    const pieces: string[] = [];
    for await (const piece of readAll(streamOf("a", "b", "c").getReader())) pieces.push(piece);
    expect(pieces).toEqual(["a", "b", "c"]);
    expect(await readAll(streamOf().getReader()).next()).toEqual({ done: true, value: undefined });
  });

  it("hands on what broke the stream", async () => {
    const broken = new ReadableStream({
      pull() {
        throw new Error("cut off");
      },
    });
    await expect(readAll(broken.getReader()).next()).rejects.toThrow("cut off");
  });

  it("leaves the rest to its reader where it was stopped early", async () => {
    const reader = streamOf("a", "b").getReader();
    for await (const piece of readAll(reader)) {
      expect(piece).toBe("a");
      break;
    }
    expect(await reader.read()).toEqual({ done: false, value: "b" });
  });
});

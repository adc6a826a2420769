import { describe, expect, it } from "vitest";
import type { ForwardPass, TokenRows } from "../contract/forward-pass.ts";
import { type textPieces, textPositions } from "./text-positions.ts";

/** A pass that notes what it is asked; the logits name the token that was read. */
function notingPass(maxPositions: number) {
  const asked: string[] = [];
  const pass: ForwardPass = {
    vocabSize: 1,
    maxPositions,
    cached: [],
    async forward(rows: TokenRows, want = "last") {
      asked.push(`${want} ${rows.flat().join(",")}`);
      return Float32Array.from(rows.flat());
    },
    reorder: async () => void asked.push("empty"),
    truncate: async () => undefined,
    dispose: async () => undefined,
  };
  return { pass, asked };
}

const IDS = [10, 11, 12, 13, 14, 15];

async function collect(maxPositions: number, options: Parameters<typeof textPieces>[2] = {}) {
  const { pass, asked } = notingPass(maxPositions);
  const targets: number[] = [];
  for await (const piece of textPositions(pass, IDS, options)) targets.push(...piece.targets);
  return { targets, asked };
}

describe("a text's positions", () => {
  it("have every token after the first as a target once, in one window where it fits", async () => {
    const { targets, asked } = await collect(8);
    expect(targets).toEqual([11, 12, 13, 14, 15]);
    expect(asked).toEqual(["empty", "all 10,11,12,13,14"]);
  });

  it("come in pieces", async () => {
    const { targets, asked } = await collect(8, { chunk: 2 });
    expect(targets).toEqual([11, 12, 13, 14, 15]);
    expect(asked).toEqual(["empty", "all 10,11", "all 12,13", "all 14"]);
  });

  it("have each target once in windows that overlap, each with the tokens before it as context", async () => {
    const { targets, asked } = await collect(4);
    expect(targets).toEqual([11, 12, 13, 14, 15]);
    expect(asked).toEqual(["empty", "all 10,11,12,13", "empty", "last 12,13", "all 14"]);
  });

  it("have no target within the context that is only read", async () => {
    const { targets, asked } = await collect(8, { context: 4 });
    expect(targets).toEqual([14, 15]);
    expect(asked).toEqual(["empty", "last 10,11,12", "all 13,14"]);
  });

  it("wait between passes for whoever pauses, who may end it", async () => {
    let pauses = 0;
    const pause = async () => {
      if (++pauses > 2) throw new Error("stopped");
    };
    await expect(collect(8, { chunk: 1, pause })).rejects.toThrow("stopped");
    expect(pauses).toBe(3);
  });
});

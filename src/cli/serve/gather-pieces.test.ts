import { describe, expect, it } from "vitest";
import { gatherPieces, type RunPiece } from "./gather-pieces.ts";

const piece = (run: number, text: string): RunPiece => [run, { sample: 0, text, tokens: 1 }];

describe("gatherPieces", () => {
  it("tells what came together in one message, in its order, and the next in another", async () => {
    const told: (readonly RunPiece[])[] = [];
    const works: (() => void)[] = [];
    const add = gatherPieces(
      (pieces) => void told.push(pieces),
      (work) => works.push(work),
    );
    const first = [add(...piece(1, "a")), add(...piece(2, "b")), add(...piece(1, "c"))];
    expect(told).toEqual([]);
    works.shift()?.();
    await Promise.all(first);
    const second = add(...piece(1, "d"));
    works.shift()?.();
    await second;
    expect(told).toEqual([[piece(1, "a"), piece(2, "b"), piece(1, "c")], [piece(1, "d")]]);
  });

  it("settles when the message was taken, and fails with it", async () => {
    const works: (() => void)[] = [];
    const takers = [Promise.reject(new Error("gone")), Promise.resolve()];
    const add = gatherPieces(
      () => takers.shift(),
      (work) => works.push(work),
    );
    const lost = [add(...piece(1, "a")), add(...piece(2, "b"))];
    const fates = Promise.allSettled(lost);
    works.shift()?.();
    expect((await fates).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(lost[0]).rejects.toThrow("gone");
    const next = add(...piece(1, "c"));
    works.shift()?.();
    await expect(next).resolves.toBeUndefined();
  });
});

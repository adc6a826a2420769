import { createHash } from "node:crypto";
import { type FakeHub, startFakeHub } from "../../testing/fake-hub.ts";
import { createModelStore } from "../model-store.ts";
import { nodeWorld } from "./node-world.ts";

/** A repository whose weights are large enough to be broken off in their middle. */
export const SOURCE = { kind: "hub", repo: "owner/name" } as const;
export const MODEL = "onnx/model.onnx";
export const BIG = new Uint8Array(300_000).map((_, index) => (index * 7) % 251);
export const BIG_SHA256 = createHash("sha256").update(BIG).digest("hex");

export function startBigHub(): Promise<FakeHub> {
  return startFakeHub({ "owner/name": { files: { "config.json": "{}", [MODEL]: BIG } } });
}

/** Whether these are the weights. Comparing element by element, as `toEqual` does, would take seconds. */
export function isBig(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes, BIG) === 0;
}

/** Ranges of the weights that were asked for, in their order. */
export function askedRanges(hub: FakeHub): (string | undefined)[] {
  return hub.log.filter(({ url }) => url.startsWith(hub.cdnUrl)).map(({ range }) => range);
}

/**
 * Opens all of the model in a store of its own.
 * @param seen takes the bytes that are reported
 */
export async function openBig(
  hub: FakeHub,
  world = nodeWorld(hub.url),
  signal = new AbortController().signal,
  seen: number[] = [],
) {
  const store = createModelStore(world);
  const listing = await store.lookUp(SOURCE);
  const opened = await store.open(listing, ["config.json", MODEL], { signal, onBytes: (loaded) => seen.push(loaded) });
  return { store, listing, opened };
}

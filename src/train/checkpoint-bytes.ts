import * as v from "valibot";
import type { Checkpoint } from "./training-run.ts";

const header = v.object({
  /** What tells the training from others. */
  of: v.string(),
  step: v.number(),
  updates: v.number(),
  rate: v.number(),
  tokens: v.number(),
  before: v.number(),
  best: v.object({ step: v.number(), perplexity: v.number() }),
  /** Floats of the state behind the header. */
  floats: v.number(),
  /** Of the best state behind that; earlier versions kept as many of it. */
  bestFloats: v.optional(v.number()),
});

/**
 * A checkpoint as it is kept: the length of a header, the header, the state, the best state.
 * @param of all that decides the result, as a digest
 */
export function writeCheckpoint(checkpoint: Checkpoint, of: string): Uint8Array<ArrayBuffer> {
  const parts = checkpointParts(checkpoint, of);
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}

/** The same in parts, of which only the first is new: states of a whole model take hundreds of megabytes. */
export function checkpointParts({ state, best, ...rest }: Checkpoint, of: string): Uint8Array<ArrayBuffer>[] {
  const { state: bestState, ...bestOne } = best;
  const text = JSON.stringify({ of, ...rest, best: bestOne, floats: state.length, bestFloats: bestState.length });
  const head = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 4) * 4));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length, true);
  return [length, head, bytesOf(state), bytesOf(bestState)];
}

/** Undefined where it is of another training, or not whole: then training begins anew. */
export function readCheckpoint(bytes: Uint8Array, of: string): Checkpoint | undefined {
  const parts = readParts(bytes);
  if (parts === undefined || parts.of !== of) return undefined;
  const { end, middle, rest, best } = parts;
  const read = (from: number, to?: number) => new Float32Array(new Uint8Array(bytes.subarray(from, to)).buffer);
  return { ...rest, state: read(end, middle), best: { ...best, state: read(middle) } };
}

/** What tells the training of a checkpoint from others; undefined where it is not whole. */
export function checkpointOwner(bytes: Uint8Array): string | undefined {
  return readParts(bytes)?.of;
}

/** The header, and where the states begin; undefined where it is not whole. */
function readParts(bytes: Uint8Array) {
  if (bytes.length < 4) return undefined;
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(4, end));
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), header), text);
  if (!parsed.success) return undefined;
  const { floats, bestFloats = floats, best, of, ...rest } = parsed.output;
  const middle = end + floats * 4;
  return bytes.length === middle + bestFloats * 4 ? { of, end, middle, rest, best } : undefined;
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

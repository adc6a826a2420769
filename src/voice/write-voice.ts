import { deflateSync } from "fflate";
import { cleanLine } from "../contract/plain-text.ts";
import { LONGEST_BODY, withChecksum } from "../contract/share-payload.ts";
import { LONGEST_BASE, LONGEST_NAME, MATRICES, type Voice } from "./voice.ts";

/** What a voice's file begins with; the last one is the version of its form. */
export const MAGIC = [0x48, 0x4c, 0x76, 0x01] as const;

/**
 * A voice as bytes: {@link MAGIC}, a checksum, and compressed: the length of a header, the header as JSON, the steps of all directions as
 * float32, then their values, one byte each, the input's before the output's.
 */
export function writeVoice(voice: Voice): Uint8Array<ArrayBuffer> {
  return pack(bodyOf(voice));
}

/** Whether it has at most so many bytes, and unpacks to no more than its reader takes. */
export function fitsIn(voice: Voice, bytes: number): boolean {
  const body = bodyOf(voice);
  return body.length <= LONGEST_BODY && pack(body).length <= bytes;
}

function pack(body: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...MAGIC, ...withChecksum(deflateSync(body, { level: 9 }))]);
}

/** Names are cut as the reader does, which takes no longer ones. */
function bodyOf({ name, base, shape, directions }: Voice): Uint8Array {
  const { n_embd, n_inner, n_layer } = shape;
  const places = directions.map(({ module }) => placeOf(module));
  const head = new TextEncoder().encode(
    JSON.stringify({
      n: cleanLine(name, LONGEST_NAME),
      b: [cleanLine(base.name, LONGEST_BASE), base.id],
      s: [n_embd, n_inner, n_layer],
      d: places,
    }),
  );
  const vectors = directions.flatMap(({ input, output }) => [input, output]);
  const size = vectors.reduce((sum, { values }) => sum + 4 + values.length, 2 + head.length);
  const body = new Uint8Array(size);
  const view = new DataView(body.buffer);
  view.setUint16(0, head.length, true);
  body.set(head, 2);
  let end = 2 + head.length;
  for (const { step } of vectors) {
    view.setFloat32(end, step, true);
    end += 4;
  }
  for (const { values } of vectors) {
    body.set(new Uint8Array(values.buffer, values.byteOffset, values.length), end);
    end += values.length;
  }
  return body;
}

const NAMES: readonly string[] = MATRICES;

/** Layer and number of the matrix. */
function placeOf(module: string): readonly [layer: number, matrix: number] {
  const [, layer, matrix] = /^h\.(\d+)\.(.+)$/.exec(module) ?? [];
  const number = NAMES.indexOf(matrix ?? "");
  if (layer === undefined || number < 0) throw new RangeError(`${module} is no matrix of a layer.`);
  return [Number(layer), number];
}

import * as v from "valibot";
import { at } from "../contract/at.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import { cleanLine } from "../contract/plain-text.ts";
import { refuseFile, refuseOver } from "../contract/refuse-file.ts";
import { checked, inflate } from "../contract/share-payload.ts";
import type { RoundedDirection, RoundedVector } from "./rounded-direction.ts";
import {
  LONGEST_BASE,
  LONGEST_NAME,
  MATRICES,
  MOST_DIRECTIONS,
  sizesOf,
  type Voice,
  VOICE_BYTES,
  voiceShape,
} from "./voice.ts";
import { MAGIC } from "./write-voice.ts";

const size = voiceShape.entries;
const header = v.strictObject({
  n: v.pipe(v.string(), v.maxLength(4 * LONGEST_NAME)),
  b: v.strictTuple([v.pipe(v.string(), v.maxLength(4 * LONGEST_BASE)), v.pipe(v.string(), v.regex(/^[\da-f]{64}$/))]),
  s: v.strictTuple([size.n_embd, size.n_inner, size.n_layer]),
  d: v.pipe(
    v.array(
      v.strictTuple([
        v.pipe(v.number(), v.integer(), v.minValue(0)),
        v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MATRICES.length - 1)),
      ]),
    ),
    v.minLength(1),
    v.maxLength(MOST_DIRECTIONS),
  ),
});

/**
 * Reads a voice from a stranger.
 * @param path for messages
 * @throws Refusal `limit_exceeded`, `malformed_file` for what is none, cut, changed on its way, or of a later version
 */
export function readVoice(bytes: Uint8Array, path: string): Voice {
  if (bytes.length > VOICE_BYTES) throw refuseOver(path, "voice_long", { bytes: bytes.length, most: VOICE_BYTES });
  if (MAGIC.some((byte, i) => i < 3 && bytes[i] !== byte)) throw refuseFile(path, "not_voice", {});
  if (bytes[3] !== MAGIC[3]) throw refuseFile(path, "voice_later", {});
  const body = unpack(bytes.subarray(MAGIC.length), path);
  const head = readHeader(body, path);
  const [n_embd, n_inner, n_layer] = head.s;
  const shape = { n_embd, n_inner, n_layer };
  const sizes = head.d.map(([, matrix]) => sizesOf(shape, matrix));
  const first = 2 + lengthOf(body);
  const whole = sizes.reduce((sum, [inputs, outputs]) => sum + 8 + inputs + outputs, first);
  if (whole !== body.length || head.d.some(([layer]) => layer >= n_layer)) throw refuseFile(path, "voice_damaged", {});
  const directions = readDirections(body, first, head.d, sizes, path);
  const [name, id] = head.b;
  return {
    name: cleanLine(head.n, LONGEST_NAME),
    base: { name: cleanLine(name, LONGEST_BASE), id },
    shape,
    directions,
  };
}

/** Reads a voice's file, of which nothing is read where it is too long. @throws Refusal as {@link readVoice} */
export async function openVoice({ path, bytes }: NamedBytes): Promise<Voice> {
  if (bytes.size > VOICE_BYTES) throw refuseOver(path, "voice_long", { bytes: bytes.size, most: VOICE_BYTES });
  return readVoice(new Uint8Array(await bytes.arrayBuffer()), path);
}

function unpack(bytes: Uint8Array, path: string): Uint8Array {
  try {
    return inflate(checked(bytes));
  } catch {
    throw refuseFile(path, "voice_damaged", {});
  }
}

/** Of the header. */
function lengthOf(body: Uint8Array): number {
  return body.length < 2 ? 0 : new DataView(body.buffer, body.byteOffset).getUint16(0, true);
}

function readHeader(body: Uint8Array, path: string): v.InferOutput<typeof header> {
  const text = new TextDecoder().decode(body.subarray(2, 2 + lengthOf(body)));
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), header), text);
  if (!parsed.success) throw refuseFile(path, "voice_damaged", {});
  return parsed.output;
}

function readDirections(
  body: Uint8Array,
  first: number,
  places: v.InferOutput<typeof header>["d"],
  sizes: readonly (readonly [number, number])[],
  path: string,
): RoundedDirection[] {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let end = first + 8 * places.length;
  const read = (index: number, length: number): RoundedVector => {
    const step = view.getFloat32(first + 4 * index, true);
    if (!(step > 0 && step < MOST_STEP)) throw refuseFile(path, "voice_damaged", {});
    const values = Int8Array.from(body.subarray(end, end + length), (byte) => (byte << 24) >> 24);
    end += length;
    return { step, values };
  };
  return places.map(([layer, matrix], i) => {
    const [inputs, outputs] = at(sizes, i);
    const module = `h.${layer}.${at(MATRICES, matrix)}`;
    return { module, input: read(2 * i, inputs), output: read(2 * i + 1, outputs) };
  });
}

/** Steps of what was trained are under 1; products of larger ones would only overflow. */
const MOST_STEP = 1e4;

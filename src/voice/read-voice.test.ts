import * as fc from "fast-check";
import { deflateSync } from "fflate";
import { describe, expect, it } from "vitest";
import { Refusal } from "../contract/outcome.ts";
import { checked, inflate, withChecksum } from "../contract/share-payload.ts";
import { saying } from "../contract/testing/refused.ts";
import { openVoice, readVoice } from "./read-voice.ts";
import { shrinkAdapter } from "./shrink.ts";
import { randomTerms, SHAPE } from "./testing/made-up-terms.ts";
import { VOICE_BYTES } from "./voice.ts";
import { MAGIC, writeVoice } from "./write-voice.ts";

const about = { name: "Seneca", base: { name: "owner/base", id: "ab".repeat(32) }, shape: SHAPE };
const VOICE = shrinkAdapter(randomTerms(), 400, about);
const BYTES = writeVoice(VOICE);
const read = (bytes: Uint8Array) => readVoice(bytes, "a.hostless-voice");

/** A voice with another header, and values as they should follow it. */
function withHeader(header: unknown, steps: readonly number[] = [1, 1], values = 48): Uint8Array {
  const head = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const body = new Uint8Array(2 + head.length + 4 * steps.length + values);
  const view = new DataView(body.buffer);
  view.setUint16(0, head.length, true);
  body.set(head, 2);
  steps.forEach((step, i) => {
    view.setFloat32(2 + head.length + 4 * i, step, true);
  });
  return seal(body);
}

const seal = (body: Uint8Array) => Uint8Array.from([...MAGIC, ...withChecksum(deflateSync(body))]);
const SOUND = { n: "x", b: ["base", "0".repeat(64)], s: [12, 20, 2], d: [[0, 0]] };

describe("a voice", () => {
  it("is read as it was written, from a file and from a link", async () => {
    expect(read(BYTES)).toEqual(VOICE);
    expect(await openVoice({ path: "a.hostless-voice", bytes: new Blob([BYTES]) })).toEqual(VOICE);
  });

  it("has a name without marks that dress it up, and no longer than a name", () => {
    const name = `a\u202Eb\n${"c".repeat(300)}`;
    expect(read(withHeader({ ...SOUND, n: name })).name).toMatch(/^ab c+…$/);
    expect([...read(withHeader({ ...SOUND, n: name })).name]).toHaveLength(80);
  });

  it("is written with names as long as its reader takes", () => {
    const base = { name: `owner/${"🙂".repeat(1000)}`, id: about.base.id };
    const back = read(writeVoice({ ...VOICE, name: "n".repeat(1000), base }));
    expect([[...back.name].length, [...back.base.name].length]).toEqual([80, 200]);
    expect(back.base.name).toMatch(/^owner\/🙂+…$/u);
  });
});

const DAMAGED = saying("is not whole", { code: "malformed_file" });
const HOSTILE: readonly (readonly [string, Uint8Array])[] = [
  ["cut", BYTES.subarray(0, -1)],
  ["with a byte more inside", seal(Uint8Array.from([...inflate(checked(BYTES.subarray(MAGIC.length))), 0]))],
  ["without a body", BYTES.subarray(0, 8)],
  ["zeros", seal(new Uint8Array(9))],
  [
    "a bomb",
    withHeader(
      {
        ...SOUND,
        s: [65_536, 65_536, 2],
        d: [
          [0, 1],
          [0, 1],
          [1, 1],
        ],
      },
      Array.from({ length: 6 }, () => 1),
      6 * 65_536,
    ),
  ],
  ["a header that is no JSON", withHeader("{")],
  ["a header that is longer than all", seal(Uint8Array.of(255, 255, 1))],
  ["no directions", withHeader({ ...SOUND, d: [] }, [], 0)],
  [
    "too many directions",
    withHeader(
      { ...SOUND, d: Array.from({ length: 513 }, () => [0, 0]) },
      Array.from({ length: 2 * 513 }, () => 1),
      48 * 513,
    ),
  ],
  ["a layer that is not there", withHeader({ ...SOUND, d: [[2, 0]] })],
  ["a matrix that is not there", withHeader({ ...SOUND, d: [[0, 4]] }, [1, 1], 0)],
  ["a layer that is no whole number", withHeader({ ...SOUND, d: [[0.5, 0]] })],
  ["a layer below 0", withHeader({ ...SOUND, d: [[-1, 0]] })],
  ["a width beyond any model", withHeader({ ...SOUND, s: [12, 65_537, 2], d: [[0, 2]] }, [1, 1], 65_549)],
  ["a width of nothing", withHeader({ ...SOUND, s: [12, 0, 2], d: [[0, 2]] }, [1, 1], 12)],
  ["more layers than any model", withHeader({ ...SOUND, s: [12, 20, 257] })],
  ["values missing", withHeader(SOUND, [1, 1], 47)],
  ["values too many", withHeader(SOUND, [1, 1], 49)],
  ["a step that is no number", withHeader(SOUND, [Number.NaN, 1])],
  ["an endless step", withHeader(SOUND, [1, Number.POSITIVE_INFINITY])],
  ["a step below 0", withHeader(SOUND, [-1, 1])],
  ["a step that overflows", withHeader(SOUND, [1e30, 1])],
  ["an id that is none", withHeader({ ...SOUND, b: ["base", "zz"] })],
  ["a key more", withHeader({ ...SOUND, x: 1 })],
  ["a name too long", withHeader({ ...SOUND, n: "n".repeat(400) })],
  ["a name of its base too long", withHeader({ ...SOUND, b: ["b".repeat(801), "0".repeat(64)] })],
  ["__proto__", withHeader(`{"__proto__":{},"n":1}`)],
];

describe("a hostile voice", () => {
  it("has one fault each: without it it is read", () => {
    expect(read(withHeader(SOUND)).directions).toHaveLength(1);
    const most = Array.from({ length: 512 }, () => [0, 0]);
    const steps = Array.from({ length: 2 * 512 }, () => 1);
    expect(read(withHeader({ ...SOUND, d: most }, steps, 48 * 512)).directions).toHaveLength(512);
    const widest = { ...SOUND, s: [12, 65_536, 256], d: [[255, 2]] };
    expect(read(withHeader(widest, [1, 1], 65_548)).shape).toEqual({ n_embd: 12, n_inner: 65_536, n_layer: 256 });
  });

  it.each(HOSTILE)("is refused: %s", (_name, bytes) => {
    expect(() => read(bytes)).toThrow(DAMAGED);
  });

  it("is named for what it is where it is none, later, or too long", async () => {
    expect(() => read(new Uint8Array(3))).toThrow(saying("no adapter that was made for a link"));
    expect(() => read(Uint8Array.of(0x50, 0x4b, 3, 4))).toThrow(saying("no adapter that was made for a link"));
    expect(() => read(Uint8Array.from([...MAGIC.slice(0, 3), 2, ...BYTES.subarray(4)]))).toThrow(
      saying("later version"),
    );
    expect(() => read(new Uint8Array(VOICE_BYTES + 1))).toThrow(saying("at most", { code: "limit_exceeded" }));
    const long = { path: "a.hostless-voice", bytes: new Blob([new Uint8Array(VOICE_BYTES + 1)]) };
    await expect(openVoice(long)).rejects.toThrow(saying("at most", { code: "limit_exceeded" }));
  });

  it("is read or refused, and nothing else is thrown, whatever bytes of it change", () => {
    const sealed = fc.record({ at: fc.nat(), byte: fc.nat(255), isInside: fc.boolean() });
    const head = new TextEncoder().encode(JSON.stringify(SOUND));
    const body = Uint8Array.from([head.length, 0, ...head, 0, 0, 128, 63, 0, 0, 128, 63, ...new Uint8Array(48)]);
    fc.assert(
      fc.property(sealed, ({ at, byte, isInside }) => {
        const bytes = (isInside ? body : BYTES).slice();
        bytes[at % bytes.length] = byte;
        try {
          read(isInside ? seal(bytes) : bytes);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});

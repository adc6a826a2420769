import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteCodec } from "./testing/vocabulary-codec.ts";
import { advanceText, restOfText, startText, writtenText } from "./text-state.ts";

const codec = byteCodec(["st", "op", "stop", "opera"]);

/** Writes the tokens one by one; the last piece is what is left at the end. */
function stream(
  tokens: readonly number[],
  stops: readonly string[],
  prompt = "",
): { pieces: string[]; stopped: boolean } {
  let state = startText(prompt, stops);
  const pieces: string[] = [];
  for (const token of tokens) {
    const step = advanceText(state, token, codec, stops);
    pieces.push(step.text);
    if (step.stopped) return { pieces, stopped: true };
    state = step.state;
  }
  pieces.push(restOfText(state, codec));
  return { pieces, stopped: false };
}

describe("characters", () => {
  it("never writes half a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
        const { pieces } = stream(codec.encode(text), []);
        expect(pieces.join("")).toBe(text);
        for (const piece of pieces) {
          expect(piece).not.toMatch(/\p{Surrogate}/u);
          if (!text.includes("\uFFFD")) expect(piece).not.toContain("\uFFFD");
        }
      }),
    );
  });

  it("writes any bytes in the end as one decoding of all of them would", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 259 }), { maxLength: 40 }), (tokens) => {
        expect(stream(tokens, []).pieces.join("")).toBe(codec.decode(tokens));
      }),
    );
  });
});

describe("stop strings", () => {
  const at = (text: string) => codec.encode(text);

  it.each([
    ["over the border of two tokens", [...at("a st"), ...at("op b")], "a "],
    ["inside one token", [...at("a "), 258, ...at(" b")], "a "],
    ["with more in the last token", [...at("a st"), 259], "a "],
    ["byte by byte", [..."a stop"].map((character) => character.charCodeAt(0)), "a "],
    ["after a false start", at("sts stop"), "sts "],
  ])("ends %s, and the text before it", (_name, tokens, text) => {
    const { pieces, stopped } = stream(tokens, ["stop"]);
    expect(stopped).toBe(true);
    expect(pieces.join("")).toBe(text);
  });

  it("ends at the token that completes it", () => {
    const { pieces } = stream([...at("st"), ...at("op"), ...at("op")], ["stop"]);
    expect(pieces.length).toBe(2);
  });

  it("may begin in the prompt, of which nothing is written", () => {
    expect(stream(at("op"), ["stop"], "a st")).toEqual({ pieces: [""], stopped: true });
    expect(stream(at("x"), ["stop"], "a st")).toEqual({ pieces: ["x", ""], stopped: false });
  });

  it("does not end for one that stands in the prompt", () => {
    expect(stream(at("b"), ["stop"], "a stop").stopped).toBe(false);
  });

  it("writes nothing early that a stop string takes back, for any text and cut", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "é"), maxLength: 30 });
    const stops = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "é"), minLength: 1, maxLength: 4 }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(letters, stops, (text, list) => {
        const { pieces, stopped } = stream(at(text), list);
        // The first stop string to be completed, and where the text ends if several end at one place.
        const ends = [...text]
          .map((_, i) => i + 1)
          .filter((end) => list.some((stop) => text.slice(0, end).endsWith(stop)));
        const end = ends[0];
        expect(stopped).toBe(end !== undefined);
        const done = text.slice(0, end);
        const starts = list.filter((stop) => done.endsWith(stop)).map((stop) => done.length - stop.length);
        expect(pieces.join("")).toBe(end === undefined ? text : done.slice(0, Math.min(...starts)));
        expect(writtenText(startText("", list), at(text), codec, list)).toBe(pieces.join(""));
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveParameters } from "../contract/parameters.ts";
import { banEndBefore, banRepeatedNgrams, banWords, buildProcessors, penalizeRepetition } from "./processors.ts";

const VOCABULARY = 8;
const row = fc.array(fc.integer({ min: 0, max: VOCABULARY - 1 }), { minLength: 1, maxLength: 40 });
const scoresOf = () => Float32Array.from({ length: VOCABULARY }, (_, id) => id - 3);
const banned = (scores: Float32Array) => [...scores.keys()].filter((id) => scores[id] === Number.NEGATIVE_INFINITY);

/** All runs of `size` tokens in a row, as text. */
function ngrams(ids: readonly number[], size: number): string[] {
  return ids.flatMap((_, i) => (i + size <= ids.length ? [ids.slice(i, i + size).join()] : []));
}

describe("penalizeRepetition", () => {
  it("changes each token of the row once, others never", () => {
    fc.assert(
      fc.property(row, fc.double({ min: 0.1, max: 5, noNaN: true }), (ids, penalty) => {
        const scores = scoresOf();
        penalizeRepetition(penalty)(scores, ids);
        for (const [id, before] of scoresOf().entries()) {
          const after = before < 0 ? before * penalty : before / penalty;
          expect(scores[id]).toBe(ids.includes(id) ? Math.fround(after) : before);
        }
      }),
    );
  });
});

describe("banRepeatedNgrams", () => {
  it("bans exactly the tokens that would repeat a run", () => {
    fc.assert(
      fc.property(row, fc.integer({ min: 1, max: 4 }), (ids, size) => {
        const scores = scoresOf();
        banRepeatedNgrams(size)(scores, ids);
        const held = ngrams(ids, size);
        const repeating = [...scores.keys()].filter((id) => {
          const last = [...ids, id].slice(-size);
          return last.length === size && held.includes(last.join());
        });
        expect(banned(scores)).toEqual(repeating);
      }),
    );
  });
});

describe("banWords", () => {
  it("bans the last token only after the tokens before it", () => {
    const ban = banWords([[7], [2, 3], [1, 2, 4]]);
    const cases: [number[], number[]][] = [
      [[0], [7]],
      [[2], [3, 7]],
      [
        [1, 2],
        [3, 4, 7],
      ],
      [[2, 0], [7]],
    ];
    for (const [ids, expected] of cases) {
      const scores = scoresOf();
      ban(scores, ids);
      expect(banned(scores)).toEqual(expected);
    }
  });
});

describe("banEndBefore", () => {
  it("bans every end token until the row is long enough", () => {
    const ban = banEndBefore(3, [1, 5]);
    const short = scoresOf();
    ban(short, [0, 0]);
    expect(banned(short)).toEqual([1, 5]);
    const long = scoresOf();
    ban(long, [0, 0, 0]);
    expect(banned(long)).toEqual([]);
  });

  it("leaves scores alone for an end token that the vocabulary does not have", () => {
    const scores = scoresOf();
    banEndBefore(9, [500])(scores, [0]);
    expect(scores).toEqual(scoresOf());
  });
});

describe("buildProcessors", () => {
  it("builds nothing for the defaults", () => {
    expect(buildProcessors(resolveParameters({ eos_token_id: 1 }, {}, 0), [], 5)).toEqual([]);
  });

  it("lets an end token be written although it is a bad word, as transformers does", () => {
    const [ban] = buildProcessors(resolveParameters({ eos_token_id: 1 }, {}, 0), [[1], [2]], 5);
    const scores = scoresOf();
    ban?.(scores, [0]);
    expect(banned(scores)).toEqual([2]);
  });
});

describe("the earliest end", () => {
  it.each([
    [{ min_length: 30, min_new_tokens: 2 }, 7],
    [{ min_length: 3, min_new_tokens: 2 }, 7],
    [{ min_length: 8 }, 8],
  ])("bans the end of a prompt of 5 tokens with %j up to %i tokens", (asked, shortest) => {
    const parameters = resolveParameters({ ...asked, eos_token_id: 1 }, {}, 0);
    const processors = buildProcessors(parameters, [], 5);
    const bannedAt = (length: number) => {
      const scores = scoresOf();
      for (const process of processors) process(scores, new Array(length).fill(2));
      return banned(scores);
    };
    expect([bannedAt(shortest - 1), bannedAt(shortest)]).toEqual([[1], []]);
  });
});

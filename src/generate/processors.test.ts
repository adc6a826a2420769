import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GenerationParameters, resolveParameters } from "../contract/parameters.ts";
import { buildProcessors } from "./processors.ts";
import { banNgrams, banRuns, biasRuns } from "./run-processors.ts";
import {
  banEndBefore,
  encourageEnd,
  forceAt,
  penalizeNew,
  penalizeRepetition,
  replaceBans,
} from "./token-processors.ts";

const VOCABULARY = 8;
const row = fc.array(fc.integer({ min: 0, max: VOCABULARY - 1 }), { minLength: 1, maxLength: 40 });
const ROW = { prompt: [2, 2, 2, 2, 2], longest: 40 };
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

describe("penalizeNew", () => {
  it("counts the new tokens alone, by OpenAI's formula", () => {
    const penalty = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(row, row, penalty, penalty, (prompt, written, frequency, presence) => {
        const scores = scoresOf();
        penalizeNew(prompt.length, frequency, presence)(scores, [...prompt, ...written]);
        for (const [id, before] of scoresOf().entries()) {
          const count = written.filter((other) => other === id).length;
          const expected = count > 0 ? before - Math.fround(count * frequency + presence) : before;
          expect(scores[id]).toBe(Math.fround(expected));
        }
      }),
    );
  });

  it("is switched on by either of the two", () => {
    for (const given of [{ frequency_penalty: 1.5 }, { presence_penalty: 1.5 }]) {
      const scores = scoresOf();
      const processors = buildProcessors(resolveParameters(given, {}, 0), [], ROW);
      for (const process of processors) process(scores, [...ROW.prompt, 7]);
      expect(scores).toEqual(Float32Array.from([...scoresOf().slice(0, 7), 2.5]));
    }
  });
});

describe("banNgrams", () => {
  it("bans exactly the tokens that would repeat a run", () => {
    fc.assert(
      fc.property(row, fc.integer({ min: 1, max: 4 }), (ids, size) => {
        const scores = scoresOf();
        banNgrams(size)(scores, ids);
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

describe("banRuns", () => {
  it("bans the last token only after the tokens before it", () => {
    const ban = banRuns([[7], [2, 3], [1, 2, 4]]);
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

describe("biasRuns", () => {
  it("adds up what ends with the same token, the last of a run that is named twice", () => {
    const bias = biasRuns([
      [[3], 1],
      [[3], 10],
      [[2, 3], 100],
      [[1, 2, 3], 1000],
      [[0, 4], 5],
    ]);
    for (const [ids, expected] of [
      [[0], [10, 5]],
      [[2], [110, 0]],
      [
        [1, 2],
        [1110, 0],
      ],
    ] as const) {
      const scores = new Float32Array(VOCABULARY);
      bias(scores, ids);
      expect([scores[3], scores[4]]).toEqual(expected);
    }
  });
});

describe("forceAt", () => {
  it("leaves only the forced tokens, and only at its place", () => {
    const scores = scoresOf();
    forceAt(2, [1, 5])(scores, [0]);
    expect(scores).toEqual(scoresOf());
    forceAt(2, [1, 5])(scores, [0, 0]);
    expect([...scores.keys()].filter((id) => scores[id] === 0)).toEqual([1, 5]);
    expect(banned(scores)).toHaveLength(VOCABULARY - 2);
  });
});

describe("encourageEnd", () => {
  it("lifts scores of either sign, more with each token, and leaves a banned end banned", () => {
    const lift = (length: number) => {
      const scores = Float32Array.of(-2, 2, Number.NEGATIVE_INFINITY, 7);
      encourageEnd(3, 1.5, [0, 1, 2])(scores, new Array(length).fill(3));
      return [...scores];
    };
    expect(lift(3)).toEqual([-2, 2, Number.NEGATIVE_INFINITY, 7]);
    expect(lift(4)).toEqual([-1, 3, Number.NEGATIVE_INFINITY, 7]);
    expect(lift(5)).toEqual([0.5, 4.5, Number.NEGATIVE_INFINITY, 7]);
  });
});

describe("replaceBans", () => {
  it("leaves a token to choose where all are banned", () => {
    const scores = new Float32Array(3).fill(Number.NEGATIVE_INFINITY);
    replaceBans(scores, []);
    expect(banned(scores)).toEqual([]);
  });
});

describe("a row that is forced", () => {
  const bannedAt = (parameters: GenerationParameters, length: number) => {
    const scores = scoresOf();
    const row = { prompt: [2], longest: 4 };
    for (const process of buildProcessors(resolveParameters(parameters, {}, 0), [], row))
      process(scores, new Array(length).fill(2));
    return banned(scores);
  };

  it("begins after a prompt of one token and ends at its longest", () => {
    const forced = { forced_bos_token_id: 6, forced_eos_token_id: [1, 7] };
    expect(bannedAt(forced, 1)).toEqual([0, 1, 2, 3, 4, 5, 7]);
    expect(bannedAt(forced, 2)).toEqual([]);
    expect(bannedAt(forced, 3)).toEqual([0, 2, 3, 4, 5, 6]);
  });

  it("bans what a text must not begin with after the forced beginning", () => {
    expect(bannedAt({ begin_suppress_tokens: [3] }, 1)).toEqual([3]);
    expect(bannedAt({ begin_suppress_tokens: [3], forced_bos_token_id: 6 }, 2)).toEqual([3]);
  });
});

describe("buildProcessors", () => {
  it("builds nothing for the defaults", () => {
    expect(buildProcessors(resolveParameters({ eos_token_id: 1 }, {}, 0), [], ROW)).toEqual([]);
  });

  it("lets an end token be written although it is a bad word, as transformers does", () => {
    const [ban] = buildProcessors(resolveParameters({ eos_token_id: 1 }, {}, 0), [[1], [2]], ROW);
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
    const processors = buildProcessors(parameters, [], ROW);
    const bannedAt = (length: number) => {
      const scores = scoresOf();
      for (const process of processors) process(scores, new Array(length).fill(2));
      return banned(scores);
    };
    expect([bannedAt(shortest - 1), bannedAt(shortest)]).toEqual([[1], []]);
  });
});

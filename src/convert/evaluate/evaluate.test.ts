import { describe, expect, it } from "vitest";
import type { Quality } from "../../contract/manifest.ts";
import { randomCheckpoint, TINY } from "../testing/random-checkpoint.ts";
import { evaluatePackage, fitText } from "./evaluate.ts";
import { findKnownAnswer } from "./known-answer.ts";
import { ReferencePass } from "./reference.ts";
import { RepeatingPass } from "./repeating-pass.ts";

const IDS = [3, 1, 4, 15, 9, 26, 5];
const last = (logits: Float32Array) => logits.slice(-TINY.vocab_size);

describe("ReferencePass", () => {
  it("gives the same logits at once, in pieces, after cutting back and beside another row", async () => {
    const pass = new ReferencePass(randomCheckpoint());
    const expected = last(await pass.forward([IDS]));
    const near = (logits: Float32Array) =>
      logits.forEach((logit, i) => void expect(logit).toBeCloseTo(expected[i] ?? Number.NaN, 5));
    await pass.reorder([]);
    await pass.forward([IDS.slice(0, 3)]);
    near(await pass.forward([IDS.slice(3)]));
    await pass.truncate(2);
    expect(pass.cached).toEqual([IDS.slice(0, 2)]);
    near(await pass.forward([IDS.slice(2)]));
    await pass.truncate(0);
    await pass.forward([[7, 7, 8], IDS.slice(0, 4)]);
    await pass.reorder([1]);
    near(await pass.forward([IDS.slice(4)]));
  });

  it("gives every position's logits when asked for all", async () => {
    const pass = new ReferencePass(randomCheckpoint());
    const all = await pass.forward([IDS, [2, 2]], "all");
    expect(all.length).toBe((IDS.length + 2) * TINY.vocab_size);
    await pass.truncate(0);
    expect(last(await pass.forward([[2, 2]]))).toEqual(last(all));
  });
});

describe("findKnownAnswer", () => {
  it("is the reference's own answer whatever the draft guesses", async () => {
    const alone = await findKnownAnswer(new ReferencePass(randomCheckpoint()), undefined, IDS);
    const other = new ReferencePass(randomCheckpoint({ ...TINY, n_layer: 1 }));
    expect(alone.token_ids).toHaveLength(12);
    expect(await findKnownAnswer(new ReferencePass(randomCheckpoint()), other, IDS)).toEqual(alone);
  });

  it("stays within the positions", async () => {
    const pass = new ReferencePass(randomCheckpoint({ ...TINY, n_positions: 9 }));
    expect((await findKnownAnswer(pass, undefined, IDS)).token_ids).toHaveLength(2);
  });
});

describe("evaluatePackage", () => {
  it("measures each dtype against one run of the reference", async () => {
    const quality: Quality = {
      perplexity_prefill: 1,
      perplexity_decode: 1,
      fp32_perplexity: 1,
      top1_agreement: 1,
      max_logit_error: 0,
      tokens: 6,
    };
    const seen: Float32Array[] = [];
    const checkpoint = randomCheckpoint();
    const evaluation = await evaluatePackage(checkpoint, ["q8", "q4"], {
      ids: IDS,
      open: async () => new ReferencePass(checkpoint),
      async measure(reference, _quantized, ids) {
        await reference.reorder([]);
        seen.push(await reference.forward([ids], "all"));
        return quality;
      },
    });
    expect(evaluation.quality).toEqual({ q8: quality, q4: quality });
    expect(seen[1]).toBe(seen[0]);
    expect(evaluation.known_answer).toMatchObject({ prompt_ids: IDS.slice(0, 4) });
  });
});

describe("RepeatingPass", () => {
  it("refuses a caller that asks for something else the second time", async () => {
    const pass = new RepeatingPass(new ReferencePass(randomCheckpoint()));
    await pass.forward([[1]]);
    pass.rewind();
    await expect(pass.forward([[2]])).rejects.toThrow();
  });
});

describe("fitText", () => {
  it("takes fewer tokens of a larger model", () => {
    const ids = Array(5000).fill(1);
    const gpt2 = { ...TINY, vocab_size: 50_257, n_embd: 768, n_inner: 3072, n_layer: 12 };
    expect(fitText(gpt2, ids, "builtIn")).toHaveLength(32);
    expect(fitText(gpt2, ids, "given")).toHaveLength(647);
    expect(fitText(TINY, ids, "builtIn")).toHaveLength(128);
  });
});

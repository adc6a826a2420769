import { describe, expect, it } from "vitest";
import { resolveParameters } from "../contract/parameters.ts";
import { tokenRules } from "../contract/token-rules.ts";
import { badWordIds } from "./bad-words.ts";
import { Candidates } from "../contract/sampling/candidates.ts";
import { logSoftmax, warpInPlace } from "./continuations.ts";
import { buildProcessors } from "./processors.ts";
import {
  anyCodec,
  beamCases,
  checkpointOf,
  greedyCases,
  nameOf,
  randomCases,
  type SamplingCase,
  type SearchCase,
  samplingCases,
  wordsCodec,
} from "./testing/goldens.ts";
import { testRun } from "./testing/test-run.ts";
import { warp } from "../contract/sampling/warpers.ts";

const words = wordsCodec();
const codecOf = ({ checkpoint }: SearchCase | SamplingCase) => (checkpoint === "words" ? words : anyCodec);
/** transformers has no such default: the cases were made with top_k off. */
const parametersOf = ({ parameters }: SearchCase | SamplingCase) => ({
  top_k: 0,
  ...parameters,
});
const named = <T extends SearchCase | SamplingCase>(cases: readonly T[]) =>
  cases.map((one) => [nameOf(one), one] as const);

describe("greedy search gives the tokens of transformers", () => {
  it.each(named(greedyCases()))("%s", (_name, golden) => expectGolden(golden));
});

describe("beam search gives the tokens and scores of transformers", () => {
  it.each(named(beamCases()))("%s", (_name, golden) => expectGolden(golden));
});

describe("greedy and beam search with settings drawn at random give the tokens and scores of transformers", () => {
  it.each(named(randomCases()))("%s", (_name, golden) => expectGolden(golden));

  it("are 300, and have every rule of a model's files in greedy and in beam search", () => {
    expect(randomCases()).toHaveLength(300);
    for (const isBeam of [true, false]) {
      // It moves all scores alike, which only beams that end at different lengths can feel.
      const rules = Object.keys(tokenRules).filter((name) => isBeam || name !== "renormalize_logits");
      const used = new Set(
        randomCases().flatMap(({ parameters }) =>
          (parameters.num_beams ?? 1) > 1 === isBeam ? Object.keys(parameters) : [],
        ),
      );
      expect(rules.filter((name) => !used.has(name))).toEqual([]);
    }
  });

  it("begin with another token than they end with, many with nothing else, and more than a third are beams", () => {
    const isEnd = ({ bos_token_id: bos, eos_token_id: eos }: SearchCase["parameters"]) =>
      bos !== undefined && [eos].flat().includes(bos);
    expect(
      randomCases().filter(({ parameters }) => parameters.bos_token_id === undefined || isEnd(parameters)),
    ).toEqual([]);
    const isEmpty = ({ prompts }: SearchCase) => prompts.some((ids) => ids.length === 0);
    expect(randomCases().filter(isEmpty)).toHaveLength(79);
    const beams = randomCases().filter(({ parameters }) => (parameters.num_beams ?? 1) > 1);
    expect([beams.length, randomCases().length - beams.length]).toEqual([140, 160]);
    expect(
      new Set(
        randomCases()
          .filter(({ parameters }) => parameters.renormalize_logits)
          .map(nameOf),
      ).size,
    ).toBe(83);
  });
});

async function expectGolden(golden: SearchCase): Promise<void> {
  const { samples } = await testRun(
    checkpointOf(golden.checkpoint),
    golden.prompts,
    parametersOf(golden),
    {},
    codecOf(golden),
  );
  expect(samples.map(({ token_ids, finish_reason }) => ({ tokens: token_ids, finish: finish_reason }))).toEqual(
    golden.expected.map(({ tokens, finish }) => ({ tokens, finish })),
  );
  samples.forEach(({ score }, i) => {
    const expected = golden.expected[i]?.score;
    if (expected !== undefined) expect(score).toBeCloseTo(expected, 4);
  });
}

describe("sampling draws from the probabilities of transformers", () => {
  it.each(named(samplingCases()))("%s", async (_name, golden) => {
    const parameters = resolveParameters(parametersOf(golden), {}, 0);
    const prompt = golden.prompts[0] ?? [];
    const longest = prompt.length + (parameters.max_new_tokens ?? 0);
    const processors = buildProcessors(parameters, badWordIds(parameters.bad_words, codecOf(golden)), {
      prompt,
      longest,
    });
    for (const { ids, logits, probabilities } of golden.steps) {
      const own = (await checkpointOf(golden.checkpoint).forward([ids])).map((logit, id) => logit - (logits[id] ?? 0));
      expect(Math.max(...own.map(Math.abs)), "logits of the reference").toBeLessThan(1e-4);

      const candidates = new Candidates(logits.length);
      if (parameters.num_beams > 1) logSoftmax(logits);
      for (const process of processors) process(logits, ids);
      if (parameters.num_beams > 1) {
        warpInPlace(logits, parameters, candidates);
        if (parameters.renormalize_logits) logSoftmax(logits);
        candidates.takeAll(logits);
      } else {
        warp(logits, parameters, 1, candidates);
      }
      const drawnFrom = new Float64Array(logits.length);
      for (let i = 0; i < candidates.count; i++) {
        drawnFrom[candidates.ids[i] ?? 0] = (candidates.weights[i] ?? 0) / candidates.total;
      }
      const errors = drawnFrom.map((probability, id) => Math.abs(probability - (probabilities[id] ?? Number.NaN)));
      expect(Math.max(...errors)).toBeLessThan(1e-5);
    }
  });
});

it("there are at least 150 golden cases", () => {
  expect(greedyCases().length + beamCases().length + samplingCases().length).toBeGreaterThanOrEqual(150);
});

import { expect, it } from "vitest";
import { resultOf } from "../testing/answers.ts";
import { beamsOf } from "./beams.ts";

it("a beam's sum is that of its tokens' log-probabilities", () => {
  const detail = { id: 1, text: "a", top: [], offset: 0 };
  const result = {
    ...resultOf("life", ""),
    samples: [
      {
        prompt: 0,
        text: " is",
        token_ids: [1, 0],
        finish_reason: "eos" as const,
        details: [
          { ...detail, logprob: -1.5 },
          { ...detail, logprob: -0.25 },
        ],
      },
    ],
  };
  expect(beamsOf(result)).toEqual([{ text: " is", hasEnded: true, logprob: -1.75 }]);
  expect(beamsOf(undefined)).toEqual([]);
});

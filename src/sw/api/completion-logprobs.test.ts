import { expect, it } from "vitest";
import { logprobsOf } from "./completion-logprobs.ts";

const likely = { id: 1, text: " a", logprob: -0.1 };
const unlikely = { id: 2, text: " b", logprob: -5 };
const top = [likely, { id: 3, text: " c", logprob: -3 }];

it("lists the drawn token beside the likeliest ones, n + 1 in all where it is none of them", () => {
  const { top_logprobs } = logprobsOf(
    [
      { ...likely, top },
      { ...unlikely, top },
    ],
    2,
    0,
  );
  expect(top_logprobs).toEqual([
    { " a": -0.1, " c": -3 },
    { " a": -0.1, " c": -3, " b": -5 },
  ]);
});

it("lists the drawn token alone where no alternatives were asked for", () => {
  expect(logprobsOf([{ ...unlikely, top }], 0, 0).top_logprobs).toEqual([{ " b": -5 }]);
});

import { expect, it } from "vitest";
import { joinLogprobs, logprobsOf } from "./completion-logprobs.ts";

const likely = { id: 1, text: " a", logprob: -0.1, offset: 0 };
const unlikely = { id: 2, text: " b", logprob: -5, offset: 2 };
const top = [likely, { id: 3, text: " c", logprob: -3 }];

it("lists the drawn token beside the likeliest ones, n + 1 in all where it is none of them", () => {
  const { top_logprobs } = logprobsOf(
    [
      { ...likely, top },
      { ...unlikely, top },
    ],
    2,
    { begin: 0, length: 4 },
  );
  expect(top_logprobs).toEqual([
    { " a": -0.1, " c": -3 },
    { " a": -0.1, " c": -3, " b": -5 },
  ]);
});

it("lists the drawn token alone where no alternatives were asked for", () => {
  expect(logprobsOf([{ ...unlikely, top }], 0, { begin: 0, length: 4 }).top_logprobs).toEqual([{ " b": -5 }]);
});

it("keeps tokens apart whose texts are the same: parts of characters, special ones, ids without a token", () => {
  const alternatives = [
    { id: 240, text: "\uFFFD", bytes: [0xf0], logprob: -1 },
    { id: 241, text: "\uFFFD", bytes: [0xf0, 0x9f], logprob: -2 },
    { id: 256, text: "<|end|>", special: true, logprob: -3 },
    { id: 257, text: "<|pad|>", special: true, logprob: -3.5 },
    { id: 300, text: "", special: true, logprob: -4 },
    { id: 301, text: "", special: true, logprob: -5 },
    { id: 97, text: "a", logprob: -6 },
    { id: 302, text: "a", logprob: -7 },
  ] as const;
  const [first] = alternatives;
  const { tokens, top_logprobs } = logprobsOf([{ ...first, top: alternatives, offset: 0 }], 8, { begin: 0, length: 2 });
  expect(tokens).toEqual(["bytes:\\xf0"]);
  expect(top_logprobs).toEqual([
    {
      "bytes:\\xf0": -1,
      "bytes:\\xf0\\x9f": -2,
      "": -3,
      "<|pad|>": -3.5,
      "token_id:300": -4,
      "token_id:301": -5,
      a: -6,
      "token_id:302": -7,
    },
  ]);
});

it("names the token that ends a text nothing, as what it adds to the text", () => {
  const end = { id: 256, text: "<|end|>", special: true, logprob: -1, offset: 2 } as const;
  const other = { id: 257, text: "<|pad|>", special: true, logprob: -0.5 } as const;
  const { tokens, top_logprobs } = logprobsOf([{ ...end, top: [other, end] }], 2, { begin: 0, length: 2 });
  expect([tokens, top_logprobs]).toEqual([[""], [{ "": -1, "<|pad|>": -0.5 }]]);
});

it("never points beyond the text, and puts an echoed prompt first", () => {
  const first = { id: 5, text: "x", logprob: null, top: [], offset: 0 };
  const echoed = logprobsOf([first, { ...likely, top }], 1, { begin: 0, length: 3 });
  const own = logprobsOf(
    [
      { ...likely, top, offset: 0 },
      { ...unlikely, top, offset: 9 },
    ],
    1,
    { begin: 3, length: 2 },
  );
  expect(joinLogprobs(echoed, own)).toMatchObject({
    tokens: ["x", " a", " a", " b"],
    token_logprobs: [null, -0.1, -0.1, -5],
    top_logprobs: [null, { " a": -0.1 }, { " a": -0.1 }, { " a": -0.1, " b": -5 }],
    text_offset: [0, 0, 3, 5],
  });
});

it("places a token that holds the prompt's end as well where it begins, or at the start of a text without the prompt", () => {
  const healed = { ...likely, offset: -1, top };
  expect(logprobsOf([healed], 1, { begin: 8, length: 4 }).text_offset).toEqual([7]);
  expect(logprobsOf([healed], 1, { begin: 0, length: 4 }).text_offset).toEqual([0]);
});

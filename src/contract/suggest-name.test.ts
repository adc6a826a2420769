import { describe, expect, it } from "vitest";
import { generationParameters } from "./parameters.ts";
import { suggestNames, unknownName } from "./suggest-name.ts";
import { saying } from "./testing/refused.ts";

const PARAMETERS = Object.keys(generationParameters.entries);

describe("suggestNames", () => {
  it.each([
    ["maxNewTokens", ["max_new_tokens"]],
    ["max-new-tokens", ["max_new_tokens"]],
    ["TOP_P", ["top_p"]],
    ["topP", ["top_p"]],
    ["numBeams", ["num_beams"]],
    ["temprature", ["temperature"]],
    ["repitition_penalty", ["repetition_penalty"]],
    ["max_tokens", ["max_new_tokens"]],
    ["maxTokens", ["max_new_tokens"]],
    ["stopSequences", ["stop_strings"]],
    ["n", ["num_return_sequences"]],
    ["logprobs", ["top_logprobs"]],
    ["top_q", ["top_h", "top_k", "top_p"]],
    ["banana", []],
    ["x", []],
    ["", []],
    ["__proto__", []],
    ["constructor", []],
    ["max_new_tokens".repeat(10), []],
  ])("takes %s for %j", (given, meant) => expect([...suggestNames(given, PARAMETERS)].sort()).toEqual(meant));

  it("takes every parameter's own name in camel case for the parameter", () => {
    const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    for (const name of PARAMETERS) expect(suggestNames(camel(name), PARAMETERS)).toEqual([name]);
  });
});

describe("unknownName", () => {
  it("asks back where one name is near, and leaves the choice where several are", () => {
    expect(unknownName("topP", PARAMETERS)).toEqual(saying(/^There is no parameter topP; did you mean top_p\?$/));
    expect(unknownName("top_q", PARAMETERS)).toEqual(
      saying(/^There is no parameter top_q\.$/, { hint: /^Did you mean top_k or top_p or top_h\?$/ }),
    );
  });
});

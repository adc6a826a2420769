import { expect, it } from "vitest";
import { resolveParameters } from "../contract/parameters.ts";
import { saying } from "../contract/testing/refused.ts";
import { checkForcedTokens, checkPromptTokens } from "./check-tokens.ts";

it("lets a prompt have the model's tokens and no other", () => {
  expect(() => checkPromptTokens([[0], [3, 9]], 10)).not.toThrow();
  expect(() => checkPromptTokens([[0], [3, 10]], 10)).toThrow(saying(/10/, { subject: "prompt" }));
});

it("names the parameter that forces a token which the model does not have, in a list, too", () => {
  const forced = (asked: object) => resolveParameters(asked, {}, 1);
  expect(() => checkForcedTokens(forced({ forced_eos_token_id: [3, 9], suppress_tokens: [99] }), 10)).not.toThrow();
  expect(() => checkForcedTokens(forced({ forced_eos_token_id: [3, 12] }), 10)).toThrow(
    saying(/12/, { subject: "forced_eos_token_id" }),
  );
  expect(() => checkForcedTokens(forced({ forced_bos_token_id: 10 }), 10)).toThrow(
    saying(/10/, { subject: "forced_bos_token_id" }),
  );
});

import { expect, it } from "vitest";
import { showToken } from "./visible-token.ts";

it.each([
  [{ text: " is" }, "␣is"],
  [{ text: "a\n\tb" }, "a⏎⇥b"],
  [{ text: "", bytes: [0xf0, 0x09] }, "F0 09"],
  [{ text: "<|endoftext|>", special: true } as const, "∎"],
])("writes %j as %s", (token, shown) => {
  expect(showToken(token)).toBe(shown);
});

import { expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { unsupported } from "./refuse.ts";

it("names the file, the part and its value", () => {
  expect(unsupported("tokenizer.json", "normalizer", { type: "Odd" })).toEqual(
    saying(/normalizer .*Odd.* is not supported\./, {
      code: "tokenizer_mismatch",
      subject: "tokenizer.json",
      hint: /\w/,
    }),
  );
});

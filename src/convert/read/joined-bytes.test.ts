import { expect, it } from "vitest";
import { joinBytes } from "./joined-bytes.ts";

const joined = joinBytes(["abc", "", "defg", "h"].map((text) => new Blob([text])));
const textOf = async (bytes: { arrayBuffer(): Promise<ArrayBuffer> }) =>
  new TextDecoder().decode(await bytes.arrayBuffer());

it("is one file of all pieces", async () => {
  expect(joined.size).toBe(8);
  expect(await textOf(joined)).toBe("abcdefgh");
});

it.each([
  [0, 3, "abc"],
  [2, 4, "cd"],
  [3, 7, "defg"],
  [1, 8, "bcdefgh"],
  [5, 5, ""],
])("gives from %i to %i what one file would", async (start, end, text) => {
  expect(await textOf(joined.slice(start, end))).toBe(text);
  expect(await textOf(joined.slice(1, 8).slice(start, end))).toBe("bcdefgh".slice(start, end));
});

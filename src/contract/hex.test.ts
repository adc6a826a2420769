import { expect, it } from "vitest";
import { toHex } from "./hex.ts";

it("writes two digits for each byte, zeros at the front among them", () => {
  expect(toHex(new Uint8Array([0, 9, 10, 16, 255]))).toBe("00090a10ff");
  expect(toHex(new Uint8Array(0))).toBe("");
});

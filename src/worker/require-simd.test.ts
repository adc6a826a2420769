import { expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { requireSimd } from "./require-simd.ts";

it("asks for nothing more where there is WebAssembly with SIMD", () => expect(() => requireSimd()).not.toThrow());

it("says that WebAssembly is switched off, and where it can be allowed", () => {
  expect(() => requireSimd({})).toThrowError(saying(/WebAssembly is switched off/));
});

it("says that SIMD is missing, and which browsers have it", () => {
  const old = Object.assign(Object.create(WebAssembly), { validate: () => false });
  expect(() => requireSimd({ WebAssembly: old })).toThrowError(saying(/no SIMD/));
});

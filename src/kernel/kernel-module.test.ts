import { describe, expect, it } from "vitest";
import { INT4_BLOCK as PACKAGE_BLOCK } from "../gpt2/package-names.ts";
import { bindBoolean, bindNumber, bindUnsigned } from "./bind-export.ts";
import { bindKernel, CONFIG_BYTES, ConfigField, INT4_BLOCK } from "./kernel-module.ts";

const returning = (value: number) => ({ f: () => value });

describe("the kernel's exports", () => {
  it("are missed by name, when the module is opened", () => {
    expect(() => bindKernel({})).toThrow("The kernel module exports no function setUp.");
    expect(() => bindNumber({ f: new WebAssembly.Memory({ initial: 0 }) }, "f")).toThrow("no function f");
  });

  it("give addresses above 2 GB as they are, and truth as such", () => {
    expect(bindUnsigned(returning(-64), "f")()).toBe(2 ** 32 - 64);
    expect(bindNumber(returning(-64), "f")()).toBe(-64);
    expect([0, 1].map((value) => bindBoolean(returning(value), "f")())).toEqual([false, true]);
  });

  it("have the blocks of 4-bit weights that packages have", () => {
    expect(INT4_BLOCK).toBe(PACKAGE_BLOCK);
  });

  it("have the fields of the configuration side by side, four bytes each", () => {
    const offsets = Object.values(ConfigField);
    expect(offsets).toEqual(offsets.map((_, i) => 4 * i));
    expect(CONFIG_BYTES).toBe(4 * offsets.length);
  });
});

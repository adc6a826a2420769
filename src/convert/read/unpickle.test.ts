import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { unpickle } from "./unpickle.ts";

/** Protocol 2, what is given, STOP. Texts are bytes. */
function pickle(...parts: readonly (number | string)[]): Uint8Array {
  const bytes = parts.flatMap((part) => (typeof part === "number" ? [part] : [...new TextEncoder().encode(part)]));
  return Uint8Array.of(0x80, 2, ...bytes, 0x2e);
}

const read = (...parts: readonly (number | string)[]) => unpickle(pickle(...parts), "model.bin").value;
const dictionary = [0x7d, 0x58, 1, 0, 0, 0, "a", 0x4b, 7, 0x73];

describe("unpickle", () => {
  it("reads values, and says where the pickle ends", () => {
    expect(read(...dictionary)).toEqual(new Map([["a", 7]]));
    expect(read(0x28, 0x4e, 0x88, 0x89, 0x4a, 254, 255, 255, 255, 0x74)).toEqual([null, true, false, -2]);
    const bytes = Uint8Array.of(9, 9, ...pickle(0x4b, 1), 9);
    expect(unpickle(bytes, "model.bin", 2)).toMatchObject({ value: 1, end: bytes.length - 1 });
  });

  it("keeps the storages that it names, each once", () => {
    const id = [
      "(X",
      7,
      0,
      0,
      0,
      "storage",
      "ctorch\nFloatStorage\n",
      "X",
      1,
      0,
      0,
      0,
      "0X",
      3,
      0,
      0,
      0,
      "cpuK",
      6,
      "tQ",
    ];
    const { value, storages } = unpickle(pickle(...id), "model.bin");
    expect(value).toEqual({ kind: "storage", dtype: "F32", key: "0", count: 6 });
    expect([...storages.keys()]).toEqual(["0"]);
  });

  it.each([
    ["a global that runs code", ["cos\nsystem\n"], "os.system"],
    ["a global of builtins", ["c__builtin__\neval\n"], "__builtin__.eval"],
    ["an opcode of protocol 0 that names a class", ["(ios\nsystem\n"], "0x69"],
    ["an object of an unknown class", ["K", 1, ")", 0x81], "model.bin"],
    ["a call of a number", ["K", 1, ")", "R"], "model.bin"],
    ["attributes of a number", ["K", 1, "}", "b"], "model.bin"],
  ])("refuses %s by its name", (_, parts, name) => {
    expect(() => read(...parts)).toThrow(saying(name, { code: "unsafe_pickle" }));
  });

  it.each([
    ["a list as a key", [0x7d, 0x5d, 0x4e, 0x73]],
    ["a key that is there twice", [0x7d, "K", 1, 0x4e, 0x73, "K", 1, 0x4e, 0x73]],
    ["a value that nobody takes", ["K", 1, "K", 2]],
    ["items of a list", ["]", "K", 1, "K", 2, "s"]],
    ["a later protocol", [0x80, 6, "K", 1]],
    ["a length beyond its end", ["X", 255, 0, 0, 0, "a"]],
  ])("refuses %s", (_, parts) => {
    expect(() => read(...parts)).toThrow(saying("model.bin", { code: "malformed_file" }));
  });

  it("drops what no tensor needs", () => {
    expect(read("cdatetime\ndatetime\n", "C", 2, "xy", 0x85, "R")).toEqual({ kind: "unread" });
  });
});

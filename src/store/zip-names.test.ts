import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { checkDistinct, checkName } from "./zip-names.ts";

const distinct = (...names: readonly string[]) =>
  checkDistinct(
    "model.zip",
    names.map((name) => ({ name })),
  );

describe("a name in an archive", () => {
  it.each(["model.bin", "onnx/model.onnx", "folder/", "a b.txt", "Ünï.txt", "..a", "a..b"])("may be %s", (name) => {
    expect(() => checkName("model.zip", name)).not.toThrow();
  });

  it.each(["", "/", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "C:/x", "a/c:b", "a\0b", "a\nb", "x".repeat(4097)])(
    "is refused where it is only there to be misused: %j",
    (name) => expect(() => checkName("model.zip", name)).toThrow(saying("model.zip")),
  );
});

describe("names in one archive", () => {
  it("may be alike in part", () => {
    expect(() => distinct("a", "ab", "a.b", "folder/", "folder/a", "folder2/a")).not.toThrow();
  });

  it.each([
    ["twice", ["a", "a"]],
    ["in other capitals", ["A.bin", "a.BIN"]],
    ["in another normal form", ["\u00e9", "e\u0301"]],
    ["with an invisible letter", ["model.bin", "mo\u200bdel.bin"]],
    ["with dots and blanks at the end", ["model.bin", "model.bin. ."]],
    ["as a file and a folder of it", ["a", "a/b"]],
    ["as a folder in other capitals", ["A", "a/b"]],
  ])("are refused where one is there %s", (_, names) => {
    expect(() => distinct(...names)).toThrow(saying("model.zip"));
  });
});

import { describe, expect, it } from "vitest";
import { atTop, commonFolder, filesIn, foldersOf, isIn, nameOf } from "./folders.ts";

const PATHS = ["config.json", "a/model.bin", "a/b/part.bin", "a/notes.txt"];

describe("paths", () => {
  it("are in a folder and not in one above it", () => {
    expect(isIn("a/", "a/model.bin")).toBe(true);
    expect(isIn("a/", "a/b/part.bin")).toBe(false);
    expect(isIn("", "config.json")).toBe(true);
    expect(filesIn(PATHS, "a/")).toEqual(["model.bin", "notes.txt"]);
    expect(filesIn(PATHS, "")).toEqual(["config.json"]);
  });

  it("have folders, each once, and a name", () => {
    expect(foldersOf(PATHS)).toEqual(["", "a/", "a/b/"]);
    expect(PATHS.map(nameOf)).toEqual(["config.json", "model.bin", "part.bin", "notes.txt"]);
  });

  it("lie highest with the fewest folders above", () => {
    expect(atTop(["a/b/", "a/", "c/"])).toEqual(["a/", "c/"]);
  });

  it("have a first folder in common, or none", () => {
    expect(commonFolder(["m/config.json", "m/x/part.bin"])).toBe("m/");
    expect(commonFolder(["m/config.json", "mine/part.bin"])).toBe("");
    expect(commonFolder([])).toBe("");
  });
});

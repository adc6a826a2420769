import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import {
  choice,
  parseConfig,
  readUserFile,
  refuseStray,
  requiredFolder,
  requiredText,
  textOf,
  textsOf,
  UsageError,
} from "./command.ts";

describe("options", () => {
  it("are switches without a value's name", () => {
    const options = parseConfig([
      { name: "json", help: "" },
      { name: "stop", value: "TEXT", multiple: true, help: "" },
    ]);
    expect(options).toEqual({ json: { type: "boolean", multiple: false }, stop: { type: "string", multiple: true } });
  });

  it("are read as texts, or said to be missing", () => {
    const values = { a: "1", b: true, c: ["x", true, "y"] };
    expect([textOf(values, "a"), textOf(values, "b"), textsOf(values, "c"), textsOf(values, "a")]).toEqual([
      "1",
      undefined,
      ["x", "y"],
      [],
    ]);
    expect(requiredText(values, "a")).toBe("1");
    expect(() => requiredText(values, "z")).toThrow("--z is missing.");
  });

  it("are one of a list, which is named otherwise", () => {
    expect(choice("dtype", "q8", ["q8", "q4"])).toBe("q8");
    expect(() => choice("dtype", "q9", ["q8", "q4"])).toThrow(new UsageError("--dtype q9: choose among q8, q4."));
  });
});

describe("readUserFile", () => {
  it("names a file that cannot be read", async () => {
    expect(await readUserFile("LICENSE")).toContain("MIT");
    await expect(readUserFile("no-such.txt")).rejects.toThrow(
      saying("The file no-such.txt cannot be read.", { code: "bad_request", subject: "no-such.txt" }),
    );
  });
});

describe("positionals", () => {
  it("are the folder that a command needs", () => {
    expect(requiredFolder(["package"])).toBe("package");
    expect(() => requiredFolder(["a", "b"])).toThrow(new UsageError("b: not expected here; one folder is taken."));
    expect(() => requiredFolder([])).toThrow(new UsageError("The folder is missing."));
  });

  it("are refused where none is expected, with what to give", () => {
    expect(() => refuseStray([], "give --prompt")).not.toThrow();
    expect(() => refuseStray(["x"], "give --prompt")).toThrow(new UsageError("x: not expected here; give --prompt."));
  });
});

import { describe, expect, it } from "vitest";
import { UsageError } from "./command.ts";
import { asksForHelp, joinValues } from "./join-values.ts";

const OPTIONS = [
  { name: "prompt", value: "TEXT", help: "" },
  { name: "length-penalty", value: "N", help: "" },
  { name: "json", help: "" },
];
const join = (...args: string[]) => joinValues(args, OPTIONS);

describe("joinValues", () => {
  it("takes values that begin with a dash", () => {
    expect(join("--length-penalty", "-1", "--prompt", "- milk", "--prompt", "--- Title")).toEqual([
      "--length-penalty=-1",
      "--prompt=- milk",
      "--prompt=--- Title",
    ]);
  });

  it("leaves switches, what is joined already and what is behind -- as they are", () => {
    expect(join("--json", "x", "--prompt=a", "--", "--prompt", "b")).toEqual([
      "--json",
      "x",
      "--prompt=a",
      "--",
      "--prompt",
      "b",
    ]);
    expect(join("--prompt")).toEqual(["--prompt"]);
  });

  it("says which value is missing where an option follows", () => {
    expect(() => join("--prompt", "--json")).toThrow(UsageError);
    expect(() => join("--prompt", "--top-p=0.9")).toThrow(/--prompt: TEXT is missing/);
  });
});

describe("asksForHelp", () => {
  it("is an option, not what is behind --", () => {
    expect([asksForHelp(["a", "--help"]), asksForHelp(["--", "--help"]), asksForHelp([])]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

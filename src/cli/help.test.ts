import { describe, expect, it } from "vitest";
import { commandHelp, programHelp } from "./help.ts";

const COMMAND = {
  name: "convert",
  summary: "Converts.",
  usage: "convert FOLDER",
  options: [
    { name: "out", value: "FOLDER", help: "Where to." },
    { name: "json", help: "As JSON." },
  ],
  examples: ["hostless convert a --out b"],
  run: async () => undefined,
};

describe("help", () => {
  it("lists the commands in columns", () => {
    expect(programHelp([COMMAND, { ...COMMAND, name: "go" }])).toContain(
      "  convert  Converts.\n  go       Converts.\n",
    );
  });

  it("shows a command's options, with their values, and its examples", () => {
    const help = commandHelp(COMMAND);
    expect(help).toContain("Usage: hostless convert FOLDER\n");
    expect(help).toContain("  --out FOLDER  Where to.\n  --json        As JSON.\n");
    expect(help).toContain("Examples:\n  hostless convert a --out b\n");
  });
});

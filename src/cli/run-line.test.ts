import { describe, expect, it } from "vitest";
import { runLine } from "./run-line.ts";

async function run(...line: string[]) {
  const texts: { out: string[]; err: string[] } = { out: [], err: [] };
  const io = {
    stdout: { write: (text: string) => texts.out.push(text) },
    stderr: { write: (text: string) => texts.err.push(text) },
  };
  const code = await runLine(line, io);
  return { code, out: texts.out.join(""), err: texts.err.join("") };
}

describe("runLine", () => {
  it.each([[[]], [["--help"]], [["help"]]])("shows the program's help for %j", async (line) => {
    expect(await run(...line)).toMatchObject({
      code: 0,
      out: expect.stringContaining("Usage: hostless COMMAND"),
      err: "",
    });
  });

  it("shows a command's help, whatever else is wrong with the line", async () => {
    expect(await run("convert", "--nonsense", "--help")).toMatchObject({
      code: 0,
      out: expect.stringContaining("hostless convert"),
      err: "",
    });
  });

  it("names an unknown command, and shows what there is", async () => {
    const { code, out, err } = await run("conver");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^Unknown command: conver\n/);
    expect(err).toContain("Usage: hostless COMMAND");
  });

  it("answers wrong use with 2 and a way to the help", async () => {
    expect(await run("convert", "--nonsense")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/nonsense[\s\S]*See: hostless convert --help/),
    });
  });

  it("answers what it refuses with 1, and what to do", async () => {
    const { code, err } = await run("inspect", "/nowhere/at/all");
    expect(code).toBe(1);
    expect(err).toMatch(/^Error: .*\/nowhere\/at\/all/);
  });
});

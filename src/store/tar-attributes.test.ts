import { describe, expect, it } from "vitest";
import { parseAttributes } from "./tar-attributes.ts";

/** A line as POSIX writes it: its length counts its own digits. */
function line(attribute: string): string {
  const rest = new TextEncoder().encode(` ${attribute}\n`).length;
  let length = rest + 1;
  while (`${length}`.length + rest !== length) length++;
  return `${length} ${attribute}\n`;
}
const parse = (text: string) => parseAttributes(new TextEncoder().encode(text));

describe("attributes in a tar", () => {
  it("say a long name and a size, in any language", () => {
    expect(parse(line("path=größe/文.bin") + line("mtime=1.5") + line("size=9007199254740991"))).toEqual({
      name: "größe/文.bin",
      size: Number.MAX_SAFE_INTEGER,
    });
  });

  it("end where zeros fill the block up, and may say nothing", () => {
    expect(parse(`${line("path=a")}\0\0\0`)).toEqual({ name: "a" });
    expect(parse("")).toEqual({});
  });

  it("are told by their lengths alone: a value may look like another attribute", () => {
    expect(parse(line("comment=x\n9 path=b"))).toEqual({});
  });

  it.each([
    ["a length that ends too early", "5 path=a\n"],
    ["a length beyond the end", "99 path=a\n"],
    ["no name", line("=a")],
    ["a size that is no number", line("size=1e3")],
    ["a size that no number holds", line("size=99999999999999999999")],
    ["a sparse file", line("GNU.sparse.major=1")],
    ["no length", "path=a\n"],
  ])("with %s are refused", (_, text) => {
    expect(parse(text)).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import type { TextLayout } from "../contract/training.ts";
import { readTexts } from "./read-texts.ts";

const read = (file: string, ...rest: [TextLayout?, string?]) => readTexts(file, "texts.txt", ...rest);

describe("texts of a file", () => {
  it("are its lines, whatever ends them", () => {
    expect(read("\uFEFFone\r\ntwo \r three").texts).toEqual(["one", "two", "three"]);
    const lists = `${"a line\nanother\n".repeat(10)}\nthe last\n`;
    expect(read(lists).texts).toEqual(["a line", "another", "the last"]);
  });

  it("are its paragraphs where blank lines part them every few lines", () => {
    expect(read("a\nb\n\nc\n \nd").texts).toEqual(["a\nb", "c", "d"]);
    expect(read("a\nb\n\nc", "lines").texts).toEqual(["a", "b", "c"]);
    expect(read("a\n\nc", "paragraphs").texts).toEqual(["a", "c"]);
    expect(read("a\nb\n").texts).toEqual(["a", "b"]);
  });

  it("come once, and what says nothing is counted", () => {
    const { texts, leftOut } = read("one\none\n---\n…\nhttps://example.org/a\n1\n🙂\nCafe\u0301\nCafé");
    expect(texts).toEqual(["one", "1", "🙂", "Café"]);
    expect(leftOut).toEqual({ repeated: 2, empty: 2, addresses: 1 });
  });

  it("are a column of a table, the likeliest where none is named", () => {
    const table = 'id,text,note\n1,one,x\n2,"two\r\nlines",y\n3,one,z\n';
    expect(readTexts(table, "t.csv", "csv")).toEqual({
      texts: ["one", "two\nlines"],
      leftOut: { repeated: 1, empty: 0, addresses: 0 },
    });
    expect(readTexts(table, "t.csv", "csv", "note").texts).toEqual(["x", "y", "z"]);
    expect(() => readTexts(table, "t.csv", "csv", "who")).toThrow(saying('t.csv has no column "who".', {}));
    expect(readTexts("", "t.csv", "csv").texts).toEqual([]);
  });

  it("are taken out of JSON Lines", () => {
    expect(read('{"text":"a"}\n\n"b"\n', "jsonl").texts).toEqual(["a", "b"]);
    expect(read('{"message":"a\\nb"}', "jsonl", "message").texts).toEqual(["a\nb"]);
    expect(() => read('"a"\n{', "jsonl")).toThrow(
      saying("Line 2 of texts.txt is not JSON.", { code: "bad_request", subject: "texts.txt" }),
    );
    for (const line of ['{"t":"a"}', '{"text":1}', "3", "null", "[]"]) {
      expect(() => read(line, "jsonl")).toThrow(
        saying('Line 1 of texts.txt has no text under "text".', { code: "bad_request" }),
      );
    }
  });
});

import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { readCardDocument, writeCardDocument } from "./card-document.ts";

describe("a card", () => {
  it.each([
    "---\nlicense: mit\n---\n\n# A\n",
    "---\n# why\nlicense: mit # this one\nx-own:\n- a: 1\n  b: [x, y]\nlong: |-\n  two\n  lines\n---\n\ntext --- in\n---\nit\n",
    '---\nlanguage:\n- en\n- no\nmodel-index: [{name: "a: b", results: []}]\n---\n\n# A\n',
  ])("is written as it was read: %j", (text) => {
    expect(writeCardDocument(readCardDocument(text))).toBe(text);
  });

  it("may have no front matter, Windows line ends and a mark of byte order", () => {
    expect(readCardDocument("# A\n\nb").body).toBe("# A\n\nb");
    const { front, body } = readCardDocument("\uFEFF---\r\nlicense: mit\r\n---\r\n\r\n# A\r\n");
    expect([front.toJS(), body]).toEqual([{ license: "mit" }, "\r\n# A\r\n"]);
    expect(writeCardDocument(readCardDocument(""))).toBe("---\n{}\n---\n\n");
  });

  it.each([
    ["---\na: [\n---\n", "front matter is not YAML"],
    ["---\na: 1\na: 2\n---\n", "front matter is not YAML"],
    ["---\n- a\n---\n", "does not map keys"],
    ["x".repeat(200_001), "200001 characters; a card may have 200000"],
  ])("is refused with its fault: %#", (text, told) => {
    expect(() => readCardDocument(text)).toThrow(saying(told));
  });
});

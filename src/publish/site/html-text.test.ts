import { expect, it } from "vitest";
import { escapeText, readMeta, unescapeText, writeMeta } from "./html-text.ts";

const PAGE = "<head>\n    <title>x</title>\n  </head>\n";

it("a meta element is written, read, replaced and taken away again", () => {
  const hostile = "\"><script> & $& '";
  const once = writeMeta(PAGE, "site-x", hostile);
  expect(once).not.toContain("<script>");
  expect(readMeta(once, "site-x")).toBe(hostile);
  expect(readMeta(writeMeta(once, "site-x", "b"), "site-x")).toBe("b");
  expect(writeMeta(once, "site-x", undefined)).toBe(PAGE);
  expect(readMeta(PAGE, "site-x")).toBeUndefined();
});

it("what was escaped is the same again", () => {
  expect(unescapeText(escapeText('a < b & "c" &amp;'))).toBe('a < b & "c" &amp;');
  expect(unescapeText("&#x27;&#39;&gt;&nbsp;")).toBe("''>&nbsp;");
});

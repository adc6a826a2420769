import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { cellsOf, guessColumn, readTable } from "./read-table.ts";

describe("a table of texts", () => {
  it.each([
    ["commas", 'id,text\n1,"a, ""b"""\n2,c\n'],
    ["semicolons", '\uFEFFid;text\r\n1;"a, ""b"""\r\n2;c\r\n'],
    ["tabs", 'id\ttext\n\n1\t"a, ""b"""\n2\tc'],
  ])("is parted by %s", (_, file) => {
    const table = readTable(file, "t.csv");
    expect(table.columns).toEqual(["id", "text"]);
    expect(cellsOf(table, "text", "t.csv")).toEqual(['a, "b"', "c"]);
  });

  it("has one column where nothing parts its lines, and cells over several lines", () => {
    expect(readTable('quote\n"one\ntwo"\nthree', "t.csv")).toEqual({
      columns: ["quote"],
      rows: [["one\ntwo"], ["three"]],
    });
  });

  it("has one column where its first row has one cell, whatever stands in the others", () => {
    const { rows } = readTable("quote\nHello, world and more\nTo be, or not to be\n", "t.csv");
    expect(rows).toEqual([["Hello, world and more"], ["To be, or not to be"]]);
  });

  it("is refused where a row has more cells than the first, by the line on which it begins", () => {
    expect(() => readTable("id,text\n1,Hello, world\n2,Plain", "t.csv")).toThrow(
      saying("Line 2 of t.csv is not CSV:", { code: "bad_request" }),
    );
    expect(() => readTable('id,text\n\n1,"a\nb"\n2,c,d\n', "t.csv")).toThrow(saying("Line 5 of t.csv is not CSV:"));
    expect(() => readTable('id,text\n1,"a\nb\nc"\n2,"d" e\n', "t.csv")).toThrow(saying("Line 5 of t.csv is not CSV:"));
  });

  it("has its texts under a usual name, else where they are longest", () => {
    expect(guessColumn(readTable("id,Message,note\n1,a,long long", "t.csv"))).toBe("Message");
    expect(guessColumn(readTable("id,what,who\n1,a longer one,b", "t.csv"))).toBe("what");
    expect(guessColumn(readTable("", "t.csv"))).toBeUndefined();
  });

  it("is refused where a quote never ends, and where there is no such column", () => {
    expect(() => readTable('text,a\n"one,2', "t.csv")).toThrow(
      saying("Line 2 of t.csv is not CSV:", { code: "bad_request", subject: "t.csv" }),
    );
    expect(() => cellsOf(readTable("a,b\n1,2", "t.csv"), "c", "t.csv")).toThrow(
      saying('t.csv has no column "c".', { code: "bad_request" }),
    );
    expect(cellsOf(readTable("a,b\n1", "t.csv"), "b", "t.csv")).toEqual([""]);
  });
});

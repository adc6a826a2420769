import { describe, expect, it } from "vitest";
import { Scanner } from "./scanner.ts";

describe("Scanner", () => {
  it("reads characters, not halves of them", () => {
    const scanner = new Scanner("😀b");
    expect([scanner.peek(), scanner.peek(1), scanner.peek(2)]).toEqual(["😀", "b", ""]);
    expect(scanner.next()).toBe("😀");
    expect(scanner.since(0)).toBe("😀");
    expect(scanner.isAtEnd()).toBe(false);
    expect(scanner.next()).toBe("b");
    expect(scanner.isAtEnd()).toBe(true);
  });

  it("reads a text or a form only where it is the next one", () => {
    const scanner = new Scanner("ab{12}");
    expect(scanner.take("b")).toBe(false);
    expect(scanner.take("ab")).toBe(true);
    expect(scanner.takeMatch(/^\[(\d+)\]/, 10)).toBeUndefined();
    expect(scanner.at).toBe(2);
    // Only so many characters are looked at.
    expect(scanner.takeMatch(/^\{(\d+)\}/, 3)).toBeUndefined();
    expect(scanner.takeMatch(/^\{(\d+)\}/, 4)?.[1]).toBe("12");
    expect(scanner.isAtEnd()).toBe(true);
  });
});

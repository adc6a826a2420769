import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { admissionOf, connectMessage, embedders, parseFrameAddress, theme } from "./embed.ts";
import { failureOf } from "./outcome.ts";

const LIST = { ask: ["https://ask.example"], trusted: ["https://own.example:8443"] };

describe("an embedding page", () => {
  it("is admitted by its exact origin alone", () => {
    expect(admissionOf("https://own.example:8443", LIST)).toBe("trusted");
    expect(admissionOf("https://ask.example", LIST)).toBe("ask");
    for (const other of ["https://own.example", "http://ask.example", "https://ask.example.evil.example"]) {
      expect(admissionOf(other, LIST)).toBe("refused");
    }
  });

  it("is asked about whoever it is where the list says so, unless it is sandboxed or no origin", () => {
    const anyone = { ask: ["*"], trusted: [] };
    expect(admissionOf("https://blog.example", anyone)).toBe("ask");
    for (const none of ["null", "", "file://", "https://blog.example/path", "*"]) {
      expect(admissionOf(none, anyone)).toBe("refused");
    }
  });

  it("is trusted by name only: a star among the trusted is refused with the list", () => {
    expect(v.is(embedders, { ask: ["*"], trusted: [] })).toBe(true);
    expect(v.is(embedders, { ask: [], trusted: ["*"] })).toBe(false);
  });

  it("opens with one message of one version", () => {
    expect(v.is(connectMessage, { type: "hostless:connect", version: 1 })).toBe(true);
    expect(v.is(connectMessage, { type: "hostless:connect", version: 2 })).toBe(false);
  });
});

describe("a frame's address", () => {
  it("says what the frame is to show, with which parameters", () => {
    expect(parseFrameAddress([])).toEqual({ mode: "api", layout: "full" });
    const parts = { mode: "form", layout: "compact", prompt: "life", parameters: '{"top_p":0.9,"stop_strings":["."]}' };
    expect(parseFrameAddress(Object.entries(parts))).toEqual({
      ...parts,
      parameters: { top_p: 0.9, stop_strings: ["."] },
    });
  });

  it.each([
    [{ layout: "tiny" }, "layout"],
    [{ parameters: "{top_p" }, "parameters"],
    [{ parameters: '{"top_p":7}' }, "parameters.top_p"],
    [{ parameters: '{"topp":0.5}' }, "parameters.topp"],
    [{ parameters: "5" }, "parameters"],
  ])("refuses %j and names the place", (parts, subject) => {
    try {
      parseFrameAddress(Object.entries(parts));
      expect.unreachable();
    } catch (error) {
      expect(failureOf(error)).toMatchObject({ code: "bad_request", subject });
    }
  });
});

describe("a theme", () => {
  it.each(["url(https://x.example)", "red; } body { display: none", "var(--x\\)", "a".repeat(101)])(
    "takes no %j",
    (value) => {
      expect(v.is(theme, { accent: value }) && !/[:;{}\\]/.test(value)).toBe(false);
    },
  );

  it("takes plain CSS values", () => {
    expect(
      v.is(theme, { accent: "#0a7", radius: "12px", font: "Georgia, serif", background: "rgb(1 2 3 / 50%)" }),
    ).toBe(true);
    expect(v.is(theme, { margin: "1px" })).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { type Report, reportLink } from "./report-link.ts";

const REPORT: Report = {
  prompt: "life & love",
  text: " is #1 …\nor not",
  seed: "7",
  model: "poems",
  link: "https://site.test/#s2=abc",
};
const link = (address: string, report: Partial<Report> = {}) =>
  reportLink(address, { ...REPORT, ...report }, "My poems");

describe("reportLink", () => {
  it("fills the places that the owner's form has, and leaves the rest of the address alone", () => {
    const { href, to, isMail } = link(
      "https://forms.example/f?entry.1={text}&entry.2={prompt}&s={seed}&m={model}&u={link}",
    );
    const { searchParams } = new URL(href);
    expect(Object.fromEntries(searchParams)).toEqual({
      "entry.1": REPORT.text,
      "entry.2": REPORT.prompt,
      s: "7",
      m: "poems",
      u: REPORT.link,
    });
    expect([to, isMail]).toEqual(["forms.example", false]);
  });

  it("gives a tracker a title and a body, beside what its address asks for already", () => {
    const url = new URL(link("https://git.example/o/r/issues/new?labels=bug#top").href);
    expect(url.searchParams.get("labels")).toBe("bug");
    expect(url.searchParams.get("title")).toBe("My poems: is #1 …\nor not");
    expect(url.searchParams.get("body")).toContain("prompt: life & love\n\ntext:  is #1");
    expect(url.hash).toBe("#top");
  });

  it("gives a mail its subject and body, with spaces that mail programs read", () => {
    const { href, to, isMail } = link("mailto:me@example.org");
    expect([to, isMail]).toEqual(["me@example.org", true]);
    expect(href).toMatch(/^mailto:me@example\.org\?subject=My%20poems%3A%20is/);
    expect(href).not.toContain("+");
  });

  it("cuts a title between letters, never within one", () => {
    const { href } = link("https://git.example/issues/new", { text: `${"a".repeat(59)}😀 and more` });
    expect(new URL(href).searchParams.get("title")).toBe(`My poems: ${"a".repeat(59)}😀`);
  });

  it("lets no text add a field of its own", () => {
    const hostile = link("https://forms.example/?q={text}", { text: "a&admin=1#x" });
    expect([...new URL(hostile.href).searchParams.keys()]).toEqual(["q"]);
    expect(link("https://forms.example/?q={text}", { text: "{prompt}" }).href).toContain("%7Bprompt%7D");
  });

  it.each([
    ["mailto:me@example.org", 1900],
    ["https://forms.example/?q={text}&p={prompt}", 7500],
  ])("shortens what is too long for %s, and says what is sent", (address, longest) => {
    const { href, report } = link(address, { text: "𝒲o".repeat(9000), prompt: "é".repeat(5000) });
    expect(href.length).toBeLessThanOrEqual(longest);
    expect(report.text).toMatch(/ …$/);
    expect(report.link).toBe("");
    expect(() => encodeURIComponent(report.text)).not.toThrow();
  });
});

import { describe, expect, it } from "vitest";
import { shownOf, withSummary, withTitle } from "./card-body.ts";

const BODY =
  "\n# Old name\n\n![a picture](x.png)\n\n```sh\nnpm run it\n```\n\nWrites *quotes* of [people](https://p.example).\n\n## Use\n\nMore.\n";

describe("a card's text", () => {
  it("shows its first heading and its first paragraph of prose, without Markdown", () => {
    expect(shownOf(BODY)).toEqual({ title: "Old name", summary: "Writes quotes of people." });
  });

  it("shows nothing where it has neither", () => {
    expect(shownOf("\n- a list\n\n> a quote\n\n## Second level\n")).toEqual({ title: "", summary: "" });
  });

  it("takes no prose out of code, even where the fence encloses empty lines", () => {
    expect(shownOf("```\nfirst\n\nInside of code.\n```\n\nOutside.\n").summary).toBe("Outside.");
  });

  it("gets a title in the place of its own, or at its top", () => {
    expect(shownOf(withTitle(BODY, "New $& name")).title).toBe("New $& name");
    expect(withTitle(BODY, "New")).toContain("## Use");
    expect(withTitle("Text.\n", "New")).toBe("\n# New\nText.\n");
  });

  it("gets a summary in the place of its prose, or behind its heading, and keeps all else", () => {
    const changed = withSummary(BODY, "Now this.");
    expect(shownOf(changed).summary).toBe("Now this.");
    expect(changed.replace("Now this.", "Writes *quotes* of [people](https://p.example).")).toBe(BODY);
    expect(withSummary("# T\n\n- list\n", "S.")).toBe("# T\n\nS.\n\n\n- list\n");
  });
});

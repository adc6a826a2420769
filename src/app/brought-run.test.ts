import { describe, expect, it } from "vitest";
import { showEarlier, showLinked } from "./brought-run.ts";
import { FOREIGN } from "./testing/page.ts";

const form = { prompt: "life is", parameters: { seed: 7 } };
const continued = { text: " is", ids: [1] };

describe("what a link brought", () => {
  it("is the form alone where the link has no text", () => {
    expect(showLinked(form, FOREIGN)).toEqual({ type: "linked", ...form });
  });

  it("is shown with its text, and what wrote it as far as the link says", () => {
    const shared = { ...form, continued, output: [" not"], revision: "abc", device: "wasm q8" };
    expect(showLinked(shared, FOREIGN)).toEqual({
      type: "linked",
      ...form,
      continued,
      shared: { ...form, texts: [" not"], source: FOREIGN, commit: "abc", device: "wasm q8" },
    });
  });
});

describe("an earlier run", () => {
  it("is shown with the name of the model that wrote it, and its source where that was noted", () => {
    const entry = { v: 1, id: 1, at: 1, model: "poems", texts: [" not"], ...form } as const;
    const shared = { ...form, texts: [" not"], earlierWith: "poems" };
    expect(showEarlier({ ...entry, texts: [" not"] })).toEqual({ type: "linked", ...form, shared });
    expect(showEarlier({ ...entry, texts: [" not"], source: FOREIGN, continued })).toEqual({
      type: "linked",
      ...form,
      continued,
      shared: { ...shared, source: FOREIGN },
    });
  });
});

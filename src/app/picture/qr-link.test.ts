import { describe, expect, it } from "vitest";
import { decodeSharedRun } from "../../contract/share-link.ts";
import { qrLinkTo } from "./qr-link.ts";

const PAGE = new URL("https://example.org/quotes/");
/** No two words alike: what repeats itself takes little of a link. */
const LONG = Array.from({ length: 300 }, (_, place) => ` ${(place * 7919 * 104_729).toString(36)}`).join("");
const read = (link: string | undefined) => {
  const decoded = decodeSharedRun(new URL(link ?? "none:").hash);
  return decoded?.ok ? decoded.value : undefined;
};

describe("qrLinkTo", () => {
  it("opens the very text where phones can read the code", () => {
    const run = { prompt: "life", parameters: { seed: 7 }, output: [" is"] };
    const { opens, link } = qrLinkTo(PAGE, run);
    expect([opens, read(link)]).toEqual(["text", run]);
  });

  it("opens prompt and parameters where the text is too long", () => {
    const { opens, link } = qrLinkTo(PAGE, {
      prompt: "life",
      parameters: { seed: 7 },
      output: [LONG],
      device: "wasm q8",
    });
    expect([opens, read(link)]).toEqual(["form", { prompt: "life", parameters: { seed: 7 } }]);
  });

  it("opens the form where there is no text yet", () => {
    expect(qrLinkTo(PAGE, { prompt: "life", parameters: {} }).opens).toBe("form");
  });

  it("opens nothing where the prompt is too long, or a parameter is wrong", () => {
    expect(qrLinkTo(PAGE, { prompt: LONG, parameters: {}, output: [" is"] })).toEqual({ opens: "nothing" });
    expect(qrLinkTo(PAGE, { prompt: "life", parameters: { top_p: 7 } })).toEqual({ opens: "nothing" });
  });
});

import { describe, expect, it } from "vitest";
import { toBase64Url } from "../contract/to-base64-url.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import { failureOf, type Outcome, succeed } from "../contract/outcome.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { saying } from "../contract/testing/refused.ts";
import { openArchive } from "../store/open-archive.ts";
import { shrinkAdapter } from "../voice/shrink.ts";
import { randomTerms, SHAPE } from "../voice/testing/made-up-terms.ts";
import { writeVoice } from "../voice/write-voice.ts";
import { showVoice } from "./linked-voice.ts";
import type { PageEvent } from "./state/page.ts";

const about = { name: "Seneca", base: { name: "owner/base\u202e", id: "0".repeat(64) }, shape: SHAPE };
const BYTES = writeVoice(shrinkAdapter(randomTerms(), 400, about));
const LETTERS = toBase64Url(BYTES);
const engine = {
  openArchive: (file: NamedBytes): Promise<Outcome<ModelSource>> =>
    openArchive(file, { import: () => Promise.reject(new Error("no zip")) }).then(succeed, (error: unknown) => ({
      ok: false,
      failure: failureOf(error),
    })),
};

async function show(letters: string): Promise<readonly PageEvent[]> {
  const events: PageEvent[] = [];
  await showVoice(letters, engine, (event) => void events.push(event));
  return events;
}

describe("an adapter in a link", () => {
  it.each([
    ["as it was made", LETTERS],
    ["broken into lines", LETTERS.replace(/(.{60})/g, "$1\n")],
    ["with text after it", `${LETTERS} look at this`],
    ["behind quoted-printable", `3D${LETTERS}`],
  ])("is read %s, and asked about by the names that it claims", async (_name, letters) => {
    const linked = { name: "Seneca", base: "owner/base", bytes: BYTES.length };
    expect(await show(letters)).toMatchObject([{ type: "linked-voice", linked }]);
  });

  it.each([
    ["cut", LETTERS.slice(0, -8), "is not whole"],
    ["cut a letter later", LETTERS.slice(0, -7), "is not whole"],
    ["cut two letters later", LETTERS.slice(0, -6), "is not whole"],
    ["cut three letters later", LETTERS.slice(0, -5), "is not whole"],
    ["changed", `${LETTERS.slice(0, 90)}${LETTERS[90] === "A" ? "B" : "A"}${LETTERS.slice(91)}`, "is not whole"],
    ["nothing", "", "no adapter that was made for a link"],
    ["other letters", "\u00fc", "no adapter that was made for a link"],
    ["too long", "A".repeat(200_000), "at most"],
  ])("that is %s is refused by name", async (_name, letters, said) => {
    expect(await show(letters)).toMatchObject([{ type: "notice", text: saying(said) }]);
  });
});

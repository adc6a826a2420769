import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeSharedRun } from "./share-link.ts";
import { encodeSharedRun } from "./encode-shared-run.ts";
import { DAMAGES, MANGLERS, type Mangler } from "./testing/manglers.ts";

const SITE = "https://site.example/a/#";
const anyRun = fc.record({
  prompt: fc.string({ unit: "grapheme", maxLength: 60 }),
  parameters: fc.record({ seed: fc.nat(), top_p: fc.double({ min: 0, max: 1, noNaN: true }) }),
  output: fc.array(fc.string({ maxLength: 40 }), { maxLength: 2 }),
});
const anyPlace = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
/** What the browser makes of an address that someone follows or pastes. */
const arrived = (link: string) => decodeSharedRun(new URL(link).hash);

describe("a shared run's link", () => {
  it.each(Object.entries(MANGLERS))("opens with %s", (_name, mangle) => {
    fc.assert(
      fc.property(anyRun, anyPlace, (run, at) => {
        expect(arrived(mangle(SITE + encodeSharedRun(run), at))).toEqual({ ok: true, value: run });
      }),
      { numRuns: 30 },
    );
  });

  it("gives the same content or a refusal, whatever happens to it on its way, one thing after another", () => {
    const any = fc.constantFrom<Mangler>(...Object.values(MANGLERS), ...Object.values(DAMAGES));
    const way = fc.array(fc.tuple(any, anyPlace), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(anyRun, way, (run, steps) => {
        const link = steps.reduce((sofar, [mangle, at]) => mangle(sofar, at), SITE + encodeSharedRun(run));
        const outcome = arrived(link);
        if (outcome?.ok) expect(outcome.value).toEqual(run);
      }),
      { numRuns: 1000 },
    );
  });

  it("refuses every link in which a letter of the payload is another one", () => {
    const link = encodeSharedRun({ prompt: "life is not", parameters: { seed: 7 }, output: [" over"] });
    for (let at = 3; at < link.length - 1; at++) {
      for (const letter of "aAzZ09-_") {
        if (link[at] === letter) continue;
        expect(decodeSharedRun(link.slice(0, at) + letter + link.slice(at + 1))).toMatchObject({ ok: false });
      }
    }
  });

  it("opens with quoted-printable mail's signs in it, with Markdown's around, and with words behind", () => {
    const run = { prompt: "life is not", parameters: { seed: 7 } };
    const link = encodeSharedRun(run);
    const printed = link.replace("=", "=3D").replace(/.{20}/g, "$&=\r\n");
    for (const one of [printed, `${link}_`, `${link}%20and%20more`, `${link} and more`, `${link},and`]) {
      expect(decodeSharedRun(one)).toEqual({ ok: true, value: run });
    }
  });
});

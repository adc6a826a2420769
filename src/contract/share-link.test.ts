import fc from "fast-check";
import { deflateSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { fromBase64Url } from "./base64-url.ts";
import { toBase64Url } from "./to-base64-url.ts";
import { decodeSharedRun, type SharedRun } from "./share-link.ts";
import { encodeSharedRun } from "./encode-shared-run.ts";
import { anyText } from "./testing/any-text.ts";
import { inEnglish } from "./testing/refused.ts";

const run: SharedRun = {
  repo: "owner/name",
  revision: "0123456789abcdef0123456789abcdef01234567",
  prompt: "life is not",
  parameters: { do_sample: true, top_k: 5, top_p: 0.9, max_length: 25, seed: 4_000_000_000 },
  output: [" a problem to be solved, but a reality to be experienced."],
  device: "wasm q8",
};

const linkOf = (body: unknown) => `s1=${toBase64Url(deflateSync(strToU8(JSON.stringify(body))))}`;

describe("share link", () => {
  it("comes back as it was", () => {
    expect(decodeSharedRun(`#${encodeSharedRun(run)}`)).toEqual({ ok: true, value: run });
  });

  it("carries the adapter by its name and the beginning of its digest, and refuses what is neither", () => {
    const shared = { ...run, adapter: { name: "poems", digest: "3f2a91bc3f2a91bc" } };
    expect(decodeSharedRun(encodeSharedRun(shared))).toEqual({ ok: true, value: shared });
    for (const a of [
      { name: "poems" },
      { name: "poems", digest: "3f2a" },
      { name: "p".repeat(81), digest: "0".repeat(16) },
      "poems",
    ])
      expect(decodeSharedRun(linkOf({ p: "life", a }))).toMatchObject({
        ok: false,
        failure: { detail: "link_damaged" },
      });
  });

  it("carries the tokens of what was continued, and refuses more of them than there is text", () => {
    const continued = { text: " not", ids: [5, 240, 159] };
    const shared = { ...run, continued };
    expect(decodeSharedRun(encodeSharedRun(shared))).toEqual({ ok: true, value: shared });
    expect(decodeSharedRun(linkOf({ p: "life", c: { n: 5, i: [1] } }))).toMatchObject({ ok: false });
  });

  it.each([
    ["wasm q4", "wasm q4"],
    ["webgpu q4f16", "webgpu q4f16"],
    ["OpenAI: verified, log in at evil.example", undefined],
    ["wasm q8\u202e", undefined],
    ["wasm constructor", undefined],
    [7, undefined],
  ])("T40: names a device in this site's own form or none: %j", (device, shown) => {
    const opened = decodeSharedRun(linkOf({ p: "life", o: [" is"], d: device }));
    expect(opened).toMatchObject({ ok: true, value: { prompt: "life", output: [" is"] } });
    expect(opened?.ok && opened.value.device).toBe(shown);
  });

  it("of the first version, without a checksum, still opens", () => {
    expect(decodeSharedRun(linkOf({ p: "life", g: { seed: 1 }, o: [" is"] }))).toEqual({
      ok: true,
      value: { prompt: "life", parameters: { seed: 1 }, output: [" is"] },
    });
  });

  it("names another model of the site", () => {
    const { repo: _, revision: _none, ...own } = run;
    const shared = { ...own, site: "quotes-small" };
    expect(decodeSharedRun(encodeSharedRun(shared))).toEqual({ ok: true, value: shared });
  });

  it("stays under 2,000 characters for a prompt of a page and its output", () => {
    const page = Array.from({ length: 180 }, (_, index) => `word${index * 7919}`).join(" ");
    expect(encodeSharedRun({ ...run, prompt: page, output: [page.slice(0, 300)] }).length).toBeLessThan(2000);
  });

  it("carries any prompt, broken surrogates too", () => {
    fc.assert(
      fc.property(anyText(), fc.string(), (prompt, odd) => {
        const shared = { prompt: `${prompt}\ud800${odd}`, parameters: {} };
        expect(decodeSharedRun(encodeSharedRun(shared))).toEqual({ ok: true, value: shared });
      }),
    );
  });

  it.each(["", "#", "#model=owner/name", "#top", "#s=abc"])("does not take %j for a shared run", (fragment) => {
    expect(decodeSharedRun(fragment)).toBeUndefined();
  });

  it.each([
    ["another version", encodeSharedRun(run).replace("s2=", "s3="), "later version"],
    ["a cut link", encodeSharedRun(run).slice(0, -20), "cut or damaged"],
    ["a link cut behind its name", "s2", "cut or damaged"],
    ["no base64", "s1=%%%", "cut or damaged"],
    ["nothing", "s1=", "cut or damaged"],
    ["a long link", `s1=${"A".repeat(70_000)}`, "longer than"],
    ["a list", linkOf([]), "damaged"],
    ["no prompt", linkOf({ m: "owner/name" }), "damaged at p"],
    ["a path as model", linkOf({ p: "", m: "../../evil" }), "damaged at m"],
    ["an address as model", linkOf({ p: "", m: "https://evil.example/x" }), "damaged at m"],
    ["a path as model of the site", linkOf({ p: "", s: "../quotes" }), "damaged at s"],
    ["a path as folder", linkOf({ p: "", m: "owner/name", f: "../x" }), "damaged at f"],
    ["a path as revision", linkOf({ p: "", m: "owner/name", r: "../x" }), "damaged at r"],
    ["a parameter out of its limits", linkOf({ p: "", g: { top_p: 2 } }), "damaged at g.top_p"],
    ["an unknown key", linkOf({ p: "", x: 1 }), "damaged at x"],
    ["a prototype", `s1=${toBase64Url(deflateSync(strToU8('{"p":"","__proto__":{"x":1}}')))}`, "damaged"],
  ])("T14: refuses %s in words", (_name, fragment, words) => {
    const outcome = decodeSharedRun(fragment);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "bad_request" } });
    expect(outcome?.ok === false && inEnglish(outcome)).toContain(words);
  });

  it("refuses a bomb that would unpack to 8 MB", () => {
    const bomb = toBase64Url(deflateSync(new Uint8Array(8_000_000)));
    expect(bomb.length).toBeLessThan(65_536);
    expect(decodeSharedRun(`s1=${bomb}`)).toMatchObject({ ok: false });
  });

  it("never throws, whatever the fragment", () => {
    const letter = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=%");
    const payload = fc.array(letter, { maxLength: 400 }).map((letters) => letters.join(""));
    fc.assert(fc.property(payload, (text) => decodeSharedRun(`#s1=${text}`)?.ok === false));
    const intact = encodeSharedRun(run);
    fc.assert(
      fc.property(fc.nat(intact.length - 1), letter, (at, other) => {
        decodeSharedRun(intact.slice(0, at) + other + intact.slice(at + 1));
      }),
    );
  });
});

describe("base64url", () => {
  it("comes back, and equals Node's", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });
});

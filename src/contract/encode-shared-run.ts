import { deflateSync, strToU8 } from "fflate";
import { KEY, type SharedRun } from "./share-link.ts";
import { withChecksum } from "./share-payload.ts";
import { toBase64Url } from "./to-base64-url.ts";

/** The fragment, without `#`, that encodes a run. */
export function encodeSharedRun(run: SharedRun): string {
  const {
    repo: m,
    site: s,
    revision: r,
    folder: f,
    adapter: a,
    prompt: p,
    continued: after,
    parameters: g,
    output: o,
    device: d,
  } = run;
  const c = after && { n: after.text.length, i: after.ids };
  // `JSON.stringify` leaves absent keys out, and writes broken surrogates as escapes that survive UTF-8.
  const json = JSON.stringify({ m, s, r, f, a, p, c, g: Object.keys(g).length > 0 ? g : undefined, o, d });
  return `${KEY}=${toBase64Url(withChecksum(deflateSync(strToU8(json), { level: 9 })))}`;
}

import * as v from "valibot";
import type { DetailOf, FailureParameters } from "./failure-parameters.ts";
import { DTYPES } from "./dtypes.ts";
import { folderName, repoName, revisionName } from "./model-reference.ts";
import { fail, type Outcome, succeed } from "./outcome.ts";
import { siteModelName } from "./own-model.ts";
import { type GenerationParameters, generationParameters } from "./parameters.ts";
import { readFragment } from "./read-fragment.ts";
import { type Continued, continued } from "./request.ts";
import { LONGEST_BODY, payloadsIn, unpack } from "./share-payload.ts";

/**
 * Name of the part of the fragment that holds the link; the number is the version of its form. Version 2 begins with a
 * checksum, so that a link in which one letter changed is never read as another text.
 */
export const KEY = "s2";
/** Links of before there was a checksum. */
const WITHOUT_CHECKSUM = "s1";
/** Characters of a link's payload: messengers cut links long before. */
const LONGEST_PAYLOAD = 65_536;

/** An adapter by its name, and by the beginning of the SHA-256 of what it computes. */
export const linkedAdapter = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(80)),
  digest: v.pipe(v.string(), v.regex(/^[\da-f]{16}$/)),
});
export type LinkedAdapter = v.InferOutput<typeof linkedAdapter>;

/** A run as a link carries it, for people who open it on another device. */
export interface SharedRun {
  /** Hub repository; absent for the site's own model. */
  readonly repo?: string;
  /** Folder of the repository that the model is in. */
  readonly folder?: string;
  /** Folder of another model of the site, such as the one that begins on a slow line; absent for the site's own. */
  readonly site?: string;
  /** Commit of the repository, or what the site's model was at that time. */
  readonly revision?: string;
  /** The adapter that lies beside the model. */
  readonly adapter?: LinkedAdapter;
  readonly prompt: string;
  /** The end of the prompt, where it was written by the model. */
  readonly continued?: Continued;
  /** Those that were changed, and the seed. */
  readonly parameters: GenerationParameters;
  /** The new texts, without the prompt. */
  readonly output?: readonly string[];
  /** What wrote the output, e.g. `wasm q8`. */
  readonly device?: string;
}

/** Device and weights, as this site's own links name them. */
const DEVICE = new RegExp(`^(?:wasm|webgpu) (?:${DTYPES.join("|")})$`);
export const text = v.pipe(v.string(), v.maxLength(LONGEST_BODY));
/** Short keys: a link is read by nobody and every character counts. */
const body = v.strictObject({
  m: v.optional(repoName),
  s: v.optional(siteModelName),
  r: v.optional(revisionName),
  f: v.optional(folderName),
  a: v.optional(linkedAdapter),
  p: text,
  /** Characters at the prompt's end that were continued, and the tokens behind them. */
  c: v.optional(v.strictObject({ n: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), i: continued.entries.ids })),
  g: v.optional(generationParameters, {}),
  o: v.optional(v.pipe(v.array(text), v.maxLength(16))),
  /** Of another form it is somebody's free text, and not shown. */
  d: v.fallback(v.optional(v.pipe(v.string(), v.regex(DEVICE))), undefined),
});

/**
 * Reads a fragment, with or without `#`, also one that was escaped, broken into lines or glued to other text on its way.
 * `undefined` when it holds no shared run at all; a failure when it holds one that is damaged, hostile, or of a later
 * version.
 */
export function decodeSharedRun(fragment: string): Outcome<SharedRun> | undefined {
  const [version, value] = [...readFragment(fragment)].find(([name]) => /^s\d+$/.test(name)) ?? [];
  if (version === undefined || value === undefined) return undefined;
  if (version !== KEY && version !== WITHOUT_CHECKSUM) return refuseLink("link_later", {});
  if (value.length > LONGEST_PAYLOAD) return refuseLink("link_long", { characters: LONGEST_PAYLOAD });
  const json = payloadsIn(value)
    .map((payload) => unpack(payload, version === KEY))
    .find((found) => found !== undefined);
  if (json === undefined) return refuseLink("link_cut", {});
  const parsed = v.safeParse(body, json);
  if (!parsed.success) {
    const place = v.getDotPath(parsed.issues[0]);
    return place === null ? refuseLink("link_start", {}) : refuseLink("link_damaged", { place });
  }
  const { m, s, r, f, a, p, c, g, o, d } = parsed.output;
  if (c !== undefined && c.n > p.length) return refuseLink("link_damaged", { place: "c" });
  return succeed({
    prompt: p,
    ...(c !== undefined && { continued: { text: p.slice(p.length - c.n), ids: c.i } }),
    parameters: g,
    ...(m !== undefined && { repo: m }),
    ...(s !== undefined && { site: s }),
    ...(r !== undefined && { revision: r }),
    ...(f && { folder: f }),
    ...(a && { adapter: a }),
    ...(o !== undefined && { output: o }),
    ...(d !== undefined && { device: d }),
  });
}

function refuseLink<D extends Extract<DetailOf<"bad_request">, `link_${string}`>>(
  detail: D,
  parameters: FailureParameters<"bad_request", D>,
): Outcome<never> {
  return fail("bad_request", detail, parameters, { subject: "link" });
}

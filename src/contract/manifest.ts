import * as v from "valibot";
import { dtype } from "./dtypes.ts";
import { siteModelName } from "./own-model.ts";

/** Path inside a package: relative, forward slashes, no `.` or `..` segment, so that it can never leave its folder. */
export const packagePath = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^(?!\.{1,2}(?:\/|$))[\w.-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.-]+)*$/, "must be a relative path without .."),
);

const byteCount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The answer is computed at every start, so a stranger's must not take long; ours have 4 and 12 tokens. */
const ANSWER_TOKENS = 64;
const tokenIds = v.pipe(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), v.maxLength(ANSWER_TOKENS));

/** Against the fp32 weights on one text; perplexities are per token. */
const quality = v.object({
  perplexity_prefill: v.number(),
  perplexity_decode: v.number(),
  fp32_perplexity: v.number(),
  /** Share of positions, 0 to 1, where the likeliest token is the same. */
  top1_agreement: v.number(),
  max_logit_error: v.number(),
  tokens: byteCount,
});
export type Quality = v.InferOutput<typeof quality>;

const noteText = v.pipe(v.string(), v.maxLength(2000));
/** What was left out or taken for granted as the package was made; one of another version is shown by its name. */
export const manifestNote = v.object({
  code: v.literal("note"),
  detail: v.pipe(v.string(), v.maxLength(100)),
  parameters: v.record(noteText, v.union([noteText, v.number(), v.array(noteText)])),
});

/** `manifest.json` of a model package (format 1): which bytes belong to it and how good they are. */
export const modelManifest = v.object({
  format: v.literal("hostless-model"),
  version: v.literal(1),
  name: v.pipe(v.string(), v.maxLength(200)),
  /** Where the weights came from; absent for a folder that never lay on a Hub. */
  source: v.optional(v.object({ repo: v.string(), commit: v.string() })),
  files: v.pipe(
    v.array(v.object({ path: packagePath, size: byteCount, sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) })),
    v.maxLength(1000),
    v.check((files) => new Set(files.map(({ path }) => path)).size === files.length, "must list no file twice"),
  ),
  /** For each dtype: its graph, then the parts of its external data in order. */
  dtypes: v.record(dtype, v.object({ graph: packagePath, data: v.array(packagePath), quality: v.optional(quality) })),
  /** Folder beside this package's with a smaller one, which begins in its place where the line is slow. */
  lighter: v.optional(siteModelName),
  notes: v.optional(v.pipe(v.array(manifestNote), v.maxLength(100))),
  /** Greedy continuation by the fp32 weights: what a backend must answer before it is trusted. */
  known_answer: v.object({ prompt_ids: tokenIds, token_ids: tokenIds }),
});
export type ModelManifest = v.InferOutput<typeof modelManifest>;

import * as v from "valibot";

/** A page of a repository's files, as the Hub's API lists them. */
export const hubTree = v.array(
  v.object({
    type: v.string(),
    path: v.string(),
    /** Git's own id. */
    oid: v.string(),
    size: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
    /** Of a file that is kept as a large one, its SHA-256. */
    lfs: v.optional(v.object({ oid: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) })),
  }),
);

/**
 * The address of the next page, by the header `Link`: the Hub lists a thousand files at a time.
 * @param hub whose address it must be, since a token may go there
 */
export function nextPage(link: string | null, hub: string): string | undefined {
  const [, next] = /<([^>]+)>;\s*rel="next"/.exec(link ?? "") ?? [];
  return next?.startsWith(`${hub}/`) ? next : undefined;
}

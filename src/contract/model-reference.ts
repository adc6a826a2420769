import * as v from "valibot";

/** `owner/name` as the Hub allows it; dots and dashes in a row are refused there too, so no path can be built from it. */
export const repoName = v.pipe(
  v.string(),
  v.regex(/^(?!.*(?:\.\.|--))[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/, "must be owner/name"),
);

/** A branch, tag or commit. */
export const revisionName = v.pipe(
  v.string(),
  v.regex(/^(?!.*\.\.)[A-Za-z0-9][\w.-]{0,99}$/, "must be a branch, tag or commit"),
);

/** A Hub repository, and which state of it. */
export interface ModelReference {
  readonly repo: string;
  readonly revision?: string;
}

/** Reads `owner/name` or `owner/name@revision`; `undefined` for anything else. */
export function parseModelReference(text: string): ModelReference | undefined {
  const [repo, revision, ...more] = text.split("@");
  if (more.length > 0 || !v.is(repoName, repo)) return undefined;
  if (revision === undefined) return { repo };
  return v.is(revisionName, revision) ? { repo, revision } : undefined;
}

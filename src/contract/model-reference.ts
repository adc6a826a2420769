import * as v from "valibot";

/** `owner/name` as the Hub allows it; dots and dashes in a row are refused there too, so no path can be built from it. */
export const repoName = v.pipe(
  v.string(),
  v.regex(/^(?!.*(?:\.\.|--))[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/, "must be owner/name"),
);

/** A repository as it can be asked for: the Hub's oldest models have no owner in their name, and it leads to where they are. */
export const repoId = v.union([repoName, v.pipe(v.string(), v.regex(/^(?!.*(?:\.\.|--))[A-Za-z0-9][\w.-]{0,95}$/))]);

/** A branch, tag, commit, or a ref such as `refs/pr/1`. */
export const revisionName = v.pipe(
  v.string(),
  v.regex(/^(?!.*(?:\.\.|\/\/|\/$))[A-Za-z0-9][\w./-]{0,99}$/, "must be a branch, tag or commit"),
);

/** A Hub repository, and which state of it. */
export interface ModelReference {
  /** As {@link repoId}. */
  readonly repo: string;
  readonly revision?: string;
}

/** Where the oldest names lead to on the Hub. */
const MOVED: ReadonlyMap<string, string> = new Map([
  ["gpt2", "openai-community/gpt2"],
  ["gpt2-medium", "openai-community/gpt2-medium"],
  ["gpt2-large", "openai-community/gpt2-large"],
  ["gpt2-xl", "openai-community/gpt2-xl"],
  ["distilgpt2", "distilbert/distilgpt2"],
]);

/** Reads `owner/name` or `name`, with or without `@revision`; `undefined` for anything else. */
export function parseModelReference(text: string): ModelReference | undefined {
  const [name, revision, ...more] = text.split("@");
  if (more.length > 0 || !v.is(repoId, name)) return undefined;
  const repo = MOVED.get(name.toLowerCase()) ?? name;
  if (revision === undefined) return { repo };
  return v.is(revisionName, revision) ? { repo, revision } : undefined;
}

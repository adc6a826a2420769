import * as v from "valibot";

/** `owner/name` as the Hub allows it; dots and dashes in a row are refused there too, so no path can be built from it. */
export const repoName = v.pipe(
  v.string(),
  v.regex(/^(?!.*(?:\.\.|--))[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/),
);

/** A repository as it can be asked for: the Hub's oldest models have no owner in their name, and it leads to where they are. */
export const repoId = v.pipe(
  v.string(),
  v.regex(/^(?!.*(?:\.\.|--))[A-Za-z0-9][\w.-]{0,95}(?:\/[A-Za-z0-9][\w.-]{0,95})?$/),
);

/** A branch, tag, commit, or a ref such as `refs/pr/1`. */
export const revisionName = v.pipe(v.string(), v.regex(/^(?!.*(?:\.\.|\/\/|\/$))[A-Za-z0-9][\w./-]{0,99}$/));

/** A folder of a repository, from its top. */
export const folderName = v.pipe(v.string(), v.regex(/^(?!.*(?:\.\.|\/\/|\/\.|\/$))[\w-][\w.+=/-]{0,199}$/));

/** A Hub repository, which state of it, and where in it the model is. */
export interface ModelReference {
  /** As {@link repoId}. */
  readonly repo: string;
  readonly revision?: string;
  /** As {@link folderName}; the whole repository where there is none. */
  readonly folder?: string;
}

/** Where the oldest names lead to on the Hub. */
const MOVED: ReadonlyMap<string, string> = new Map([
  ["gpt2", "openai-community/gpt2"],
  ["gpt2-medium", "openai-community/gpt2-medium"],
  ["gpt2-large", "openai-community/gpt2-large"],
  ["gpt2-xl", "openai-community/gpt2-xl"],
  ["distilgpt2", "distilbert/distilgpt2"],
]);

/** Reads `owner/name` or `name`, with or without `@revision`; `undefined` for anything else. Folders: `readModelName`. */
export function parseModelReference(text: string): ModelReference | undefined {
  const [name, revision, ...more] = text.split("@");
  return more.length > 0 ? undefined : makeReference(name, revision);
}

/** The repository under its whole name, where the text is one of the Hub: no path, and not just a name. */
export function repositoryOf(text: string | null | undefined): string | undefined {
  const repo = makeReference(text ?? undefined)?.repo;
  return v.is(repoName, repo) ? repo : undefined;
}

/** What these name, where each is what it should be. */
export function makeReference(name?: string, revision?: string, folder?: string): ModelReference | undefined {
  const isRight = v.is(v.optional(revisionName), revision) && v.is(v.optional(folderName), folder);
  if (!isRight || !v.is(repoId, name)) return undefined;
  return {
    repo: MOVED.get(name.toLowerCase()) ?? name,
    ...(revision && { revision }),
    ...(folder && { folder }),
  };
}

import * as v from "valibot";
import type { NamedBytes } from "./bytes.ts";
import type { ModelReference } from "./model-reference.ts";

/** A package folder on the own origin, relative to the site's base, e.g. `models/quotes`. */
interface SiteSource {
  readonly kind: "site";
  readonly path: string;
}

/** A Hugging Face Hub repository `owner/name`; `revision` is a branch, tag or commit (default `main`), `folder` where the model is in it. */
interface HubSource extends ModelReference {
  readonly kind: "hub";
}

/** Files that the visitor picked or dropped; they never leave the device. */
interface FilesSource {
  readonly kind: "files";
  readonly name: string;
  readonly files: readonly NamedBytes[];
}

/** Where a model comes from. */
export type ModelSource = SiteSource | HubSource | FilesSource;

/** A {@link ModelSource} as it is written down on this device, by {@link withoutFiles}. */
export const storedSource = v.union([
  v.object({ kind: v.literal("site"), path: v.string() }),
  v.object({
    kind: v.literal("hub"),
    repo: v.string(),
    revision: v.exactOptional(v.string()),
    folder: v.exactOptional(v.string()),
  }),
  // The visitor's own files, a package that was made of them, or one brought as a zip: known by its name alone.
  v.object({ kind: v.literal("files"), name: v.string(), files: v.strictTuple([]) }),
]);
export type StoredSource = v.InferOutput<typeof storedSource>;

/** The source without what can neither be written down nor handed on: the bytes of picked files. */
export function withoutFiles(source: ModelSource): StoredSource {
  return source.kind === "files" ? { ...source, files: [] } : source;
}

/** The very state of a repository that is kept or open: no host is asked whether there is a newer one. */
export function pinnedTo(source: ModelSource, commit: string | undefined): ModelSource {
  return source.kind === "hub" && commit !== undefined ? { ...source, revision: commit } : source;
}

export function hubSource(reference: ModelReference): HubSource {
  return { kind: "hub", ...reference };
}

/** The repository whose model this is; none where it is a folder's, beside others that it may have. */
export function wholeRepo(source: ModelSource): string | undefined {
  return source.kind === "hub" && source.folder === undefined ? source.repo : undefined;
}

/**
 * The same text for the same source, whatever the order of its fields. Of picked files it holds name and paths, not bytes:
 * see {@link mayHaveChanged}.
 */
export function sourceKey(source: ModelSource): string {
  if (source.kind === "site") return JSON.stringify(["site", source.path]);
  if (source.kind === "hub") return JSON.stringify(["hub", source.repo, source.revision, source.folder]);
  return JSON.stringify(["files", source.name, source.files.map(({ path }) => path)]);
}

/** True for two sources that name the same state of the same model. */
export function isSameSource(one: ModelSource, other: ModelSource): boolean {
  return sourceKey(one) === sourceKey(other);
}

/** As {@link isSameSource}, whatever the revisions. */
export function isSameModel(one: ModelSource, other: ModelSource): boolean {
  return isSameSource(withoutRevision(one), withoutRevision(other));
}

/** True for picked files: the visitor may have changed them under the same names. */
export function mayHaveChanged(source: ModelSource): boolean {
  return source.kind === "files" && source.files.length > 0;
}

function withoutRevision(source: ModelSource): ModelSource {
  if (source.kind !== "hub") return source;
  const { revision: _any, ...rest } = source;
  return rest;
}

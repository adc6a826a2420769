import * as v from "valibot";
import { hubTree, nextPage } from "../contract/hub-tree.ts";
import { arrangeModel } from "../contract/model-folder.ts";
import { folderName, repoId, repoName, revisionName } from "../contract/model-reference.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { type Refusal, refuse } from "../contract/outcome.ts";
import { badName } from "./bad-name.ts";
import { fetchChecked, fetchJson, parseAnswer } from "./fetch-checked.ts";
import type { ListedFile, Listing, LookUpWorld } from "./listing.ts";
import { MANIFEST, MANIFEST_BYTES, ownManifest, parse } from "./own-manifest.ts";

/** A repository of one model has some dozens; the Hub lists a thousand at a time. */
const MOST_ENTRIES = 10_000;

const repoInfo = v.object({
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  /** Its name now: a repository that was renamed, and the oldest ones without an owner, are answered from there. */
  id: v.exactOptional(v.string()),
});

export async function lookUpHub(
  source: ModelSource & { kind: "hub" },
  world: LookUpWorld,
  signal?: AbortSignal,
): Promise<Listing> {
  const { repo, revision = "main", folder } = source;
  if (!v.is(repoId, repo)) throw badName(repo, "not_repository");
  if (!v.is(revisionName, revision)) throw badName(revision, "not_revision");
  if (!v.is(v.optional(folderName), folder)) throw badName(folder, "not_repository");
  const asked = `${world.hubUrl}/api/models/${repo}/revision/${encodeURIComponent(revision)}`;
  const { sha, id } = parse(repoInfo, await fetchJson(world.fetch, asked, signal), asked);
  const name = v.is(repoName, id) ? id : repo;
  const api = `${world.hubUrl}/api/models/${name}`;
  const entries = await readTree(world, `${api}/tree/${sha}?recursive=true`, signal);
  const listed = within(
    entries.filter(({ type }) => type === "file"),
    folder,
  );
  if (folder !== undefined && listed.length === 0) throw refuse("model_not_found", "no_hub_folder", { repo, folder });
  const files = inModelFolder(listed, folder ?? name).map(([place, entry]): ListedFile => {
    const path = entry.path.split("/").map(encodeURIComponent).join("/");
    return {
      path: place,
      size: entry.size,
      digest: entry.lfs === undefined ? { kind: "git", hex: entry.oid } : { kind: "sha256", hex: entry.lfs.oid },
      from: { url: `${world.hubUrl}/${name}/resolve/${sha}/${path}` },
    };
  });
  const found = { ...source, repo: name };
  const origin = new URL(world.hubUrl).origin;
  const listing = {
    source: found,
    name: folder === undefined ? name : `${name}/${folder}`,
    origin,
    commit: sha,
    files,
  };
  // A longer one is not ours, and not worth a visitor's bytes before a click.
  if (!files.some(({ path, size }) => path === MANIFEST && size <= MANIFEST_BYTES)) return listing;
  const url = `${world.hubUrl}/${name}/resolve/${sha}/${folder === undefined ? "" : `${folder}/`}${MANIFEST}`;
  return { ...listing, ...ownManifest(await fetchJson(world.fetch, url, signal), url) };
}

type Placed<Entry> = readonly (readonly [path: string, entry: Entry])[];

/** What lies in a folder, by the paths from there. */
function within<Entry extends { readonly path: string }>(entries: readonly Entry[], folder?: string): Placed<Entry> {
  const start = folder === undefined ? "" : `${folder}/`;
  return entries.filter(({ path }) => path.startsWith(start)).map((entry) => [entry.path.slice(start.length), entry]);
}

/** What is listed, by the paths from the folder of the model in it; a package of ours lies where its manifest does. */
function inModelFolder<Entry>(entries: Placed<Entry>, from: string): Placed<Entry> {
  const byPath = new Map(entries);
  if (byPath.has(MANIFEST)) return [...byPath];
  return [...arrangeModel([...byPath.keys()], from)].flatMap(([path, old]) => {
    const entry = byPath.get(old);
    return entry ? [[path, entry] as const] : [];
  });
}

/** All pages of a tree listing. */
async function readTree(world: LookUpWorld, first: string, signal?: AbortSignal) {
  const entries: v.InferOutput<typeof hubTree> = [];
  for (let url: string | undefined = first; url !== undefined; ) {
    const response = await fetchChecked(world.fetch, url, signal === undefined ? {} : { signal });
    const page = parse(hubTree, await parseAnswer(response, url), url);
    entries.push(...page);
    if (entries.length > MOST_ENTRIES) throw tooManyFiles(first);
    if (page.length === 0) break;
    url = nextPage(response.headers.get("Link"), world.hubUrl);
  }
  return entries;
}

function tooManyFiles(url: string): Refusal {
  return refuse("limit_exceeded", "repository_files", { url, most: MOST_ENTRIES }, { subject: url });
}

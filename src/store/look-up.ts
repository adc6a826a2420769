import * as v from "valibot";
import { type ModelManifest, modelManifest } from "../contract/manifest.ts";
import { arrangeModel, filesOfModel } from "../contract/model-folder.ts";
import { repoId, repoName, revisionName } from "../contract/model-reference.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { type Refusal, refuse } from "../contract/outcome.ts";
import { cleanLine } from "../contract/plain-text.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import { fetchChecked, fetchJson, parseAnswer } from "./fetch-checked.ts";
import type { ListedFile, Listing, LookUpWorld } from "./listing.ts";
import { withBase } from "./with-base.ts";

const SITE_PATH = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;
const MANIFEST = "manifest.json";
const LONGEST_NAME = 100;
/** Ours lists a thousand files at most, each in some 350 bytes. */
const MANIFEST_BYTES = 524_288;
/** A repository of one model has some dozens; the Hub lists a thousand at a time. */
const MOST_ENTRIES = 10_000;

const repoInfo = v.object({
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  /** Its name now: a repository that was renamed, and the oldest ones without an owner, are answered from there. */
  id: v.exactOptional(v.string()),
});
const treeEntries = v.array(
  v.object({
    type: v.string(),
    path: v.string(),
    oid: v.string(),
    size: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
    lfs: v.optional(v.object({ oid: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) })),
  }),
);

/**
 * Finds out which files a model consists of, without fetching weights.
 * @throws Refusal `model_not_found`, `unauthorized`, `rate_limited`, `network`, `server_error`, `malformed_file`,
 * `limit_exceeded`
 */
export function lookUp(source: ModelSource, world: LookUpWorld, signal?: AbortSignal): Promise<Listing> {
  if (source.kind === "site") return lookUpSite(source, world, signal);
  return lookUpAdapted(source, world, signal);
}

async function lookUpSite(
  source: ModelSource & { kind: "site" },
  world: LookUpWorld,
  signal?: AbortSignal,
): Promise<Listing> {
  if (!SITE_PATH.test(source.path) || source.path.includes("..")) throw badName(source.path, "not_site_folder");
  const folder = new URL(`${source.path}/`, world.siteBase).href;
  const manifest = parseManifest(await fetchJson(world.fetch, `${folder}${MANIFEST}`, signal), `${folder}${MANIFEST}`);
  const files = manifest.files.map(({ path, size, sha256 }) => {
    const from = { url: `${folder}${path}` };
    return { path, size, digest: { kind: "sha256" as const, hex: sha256 }, from };
  });
  return { source, name: manifest.name, origin: new URL(folder).origin, ...commitOf(manifest), manifest, files };
}

/** A repository or files, with those of the repository that an adapter among them was trained on. */
async function lookUpAdapted(
  source: Exclude<ModelSource, { kind: "site" }>,
  world: LookUpWorld,
  signal?: AbortSignal,
): Promise<Listing> {
  const listing = await (source.kind === "hub" ? lookUpHub(source, world, signal) : lookUpFiles(source));
  const lookUpRepo = (repo: string, revision?: string) =>
    lookUpHub({ kind: "hub", repo, ...(revision !== undefined && { revision }) }, world, signal);
  return withBase(listing, lookUpRepo, world.fetch, signal);
}

async function lookUpHub(
  source: ModelSource & { kind: "hub" },
  world: LookUpWorld,
  signal?: AbortSignal,
): Promise<Listing> {
  const { repo, revision = "main" } = source;
  if (!v.is(repoId, repo)) throw badName(repo, "not_repository");
  if (!v.is(revisionName, revision)) throw badName(revision, "not_revision");
  const asked = `${world.hubUrl}/api/models/${repo}/revision/${encodeURIComponent(revision)}`;
  const { sha, id } = parse(repoInfo, await fetchJson(world.fetch, asked, signal), asked);
  const name = v.is(repoName, id) ? id : repo;
  const api = `${world.hubUrl}/api/models/${name}`;
  const entries = await readTree(world, `${api}/tree/${sha}?recursive=true`, signal);
  const listed = entries.filter((entry) => entry.type === "file");
  const files = inModelFolder(listed, name).map(([place, entry]): ListedFile => {
    const path = entry.path.split("/").map(encodeURIComponent).join("/");
    return {
      path: place,
      size: entry.size,
      digest: entry.lfs === undefined ? { kind: "git", hex: entry.oid } : { kind: "sha256", hex: entry.lfs.oid },
      from: { url: `${world.hubUrl}/${name}/resolve/${sha}/${path}` },
    };
  });
  const listing = { source: { ...source, repo: name }, name, origin: new URL(world.hubUrl).origin, commit: sha, files };
  // A longer one is not ours, and not worth a visitor's bytes before a click.
  if (!files.some(({ path, size }) => path === MANIFEST && size <= MANIFEST_BYTES)) return listing;
  const url = `${world.hubUrl}/${name}/resolve/${sha}/${MANIFEST}`;
  return { ...listing, ...ownManifest(await fetchJson(world.fetch, url, signal), url) };
}

/** What is listed, by the paths from the folder of the model in it; a package of ours lies where its manifest does. */
function inModelFolder<Entry extends { readonly path: string }>(
  entries: readonly Entry[],
  from: string,
): readonly (readonly [string, Entry])[] {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  if (byPath.has(MANIFEST)) return [...byPath];
  return [...arrangeModel([...byPath.keys()], from)].flatMap(([path, old]) => {
    const entry = byPath.get(old);
    return entry ? [[path, entry] as const] : [];
  });
}

async function lookUpFiles(source: ModelSource & { kind: "files" }): Promise<Listing> {
  if (source.files.length === 0) {
    throw refuse("model_not_found", "not_kept_whole", { name: source.name });
  }
  const picked = filesOfModel(source.files, source.name);
  const files = picked.map(({ path, bytes }) => ({ path, size: bytes.size, from: { bytes } }));
  // The folder or zip may be a stranger's, and so its name.
  const name = cleanLine(source.name, LONGEST_NAME) || "Model";
  const listing = { source, name, origin: "this device", files };
  const own = picked.find((file) => file.path === MANIFEST);
  if (own === undefined) return listing;
  const text = new TextDecoder().decode(await own.bytes.arrayBuffer());
  const { manifest } = ownManifest(parseJson(text, MANIFEST), MANIFEST);
  if (manifest === undefined) return listing;
  const digests = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
  const vouched = files.map((file) => {
    const hex = digests.get(file.path);
    return hex === undefined ? file : { ...file, digest: { kind: "sha256" as const, hex } };
  });
  return { ...listing, files: vouched, manifest };
}

/** All pages of a tree listing: the Hub cuts long ones and links the next page in the `Link` header. */
async function readTree(world: LookUpWorld, first: string, signal?: AbortSignal) {
  const entries: v.InferOutput<typeof treeEntries> = [];
  for (let url: string | undefined = first; url !== undefined; ) {
    const response = await fetchChecked(world.fetch, url, signal === undefined ? {} : { signal });
    const page = parse(treeEntries, await parseAnswer(response, url), url);
    entries.push(...page);
    if (entries.length > MOST_ENTRIES) throw tooManyFiles(first);
    if (page.length === 0) break;
    const next: string | undefined = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get("Link") ?? "")?.[1];
    url = next?.startsWith(world.hubUrl) ? next : undefined;
  }
  return entries;
}

function tooManyFiles(url: string): Refusal {
  return refuse("limit_exceeded", "repository_files", { url, most: MOST_ENTRIES }, { subject: url });
}

/** Many kinds of software have a `manifest.json`, such as web apps; one that is not ours says nothing of the model. */
function ownManifest(input: unknown, subject: string): { readonly manifest?: ModelManifest } {
  const isOurs = v.is(v.object({ format: modelManifest.entries.format }), input);
  return isOurs ? { manifest: parseManifest(input, subject) } : {};
}

function parseManifest(input: unknown, subject: string): ModelManifest {
  return parse(modelManifest, input, subject);
}

function parse<T extends v.GenericSchema>(schema: T, input: unknown, subject: string): v.InferOutput<T> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const field = v.getDotPath(issue);
  const reason = issue.message;
  throw field === null
    ? refuseFile(subject, "unexpected_whole", { reason })
    : refuseFile(subject, "unexpected", { field, reason });
}

function parseJson(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuseFile(subject, "should_be_json", {});
  }
}

function commitOf(manifest: ModelManifest): { commit?: string } {
  return manifest.source === undefined ? {} : { commit: manifest.source.commit };
}

function badName(given: string, detail: "not_site_folder" | "not_repository" | "not_revision"): Refusal {
  const name = given.slice(0, 100);
  return refuse("bad_request", detail, { name }, { subject: name });
}

import type { ModelManifest } from "../contract/manifest.ts";
import { filesOfModel } from "../contract/model-folder.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { refuse } from "../contract/outcome.ts";
import { cleanLine } from "../contract/plain-text.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import { badName } from "./bad-name.ts";
import { fetchJson } from "./fetch-checked.ts";
import type { Listing, LookUpWorld } from "./listing.ts";
import { lookUpHub } from "./look-up-hub.ts";
import { MANIFEST, ownManifest, parseManifest } from "./own-manifest.ts";
import { withBase } from "./with-base.ts";

const SITE_PATH = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;
const LONGEST_NAME = 100;

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

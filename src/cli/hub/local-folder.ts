import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { existsSync } from "node:fs";
import { DTYPES, type Dtype } from "../../contract/dtypes.ts";
import { ADAPTER_CONFIG } from "../../contract/model-folder.ts";
import { hubSource, wholeRepo } from "../../contract/model-source.ts";
import { failureOf, type Refusal, refuse } from "../../contract/outcome.ts";
import { MANIFEST } from "../../contract/parse-manifest.ts";
import { readModelName } from "../../contract/read-model-name.ts";
import { describeInEnglish } from "../../contract/tell-in-english.ts";
import { ADAPTER_FILES } from "../../convert/read/adapter.ts";
import { lookUp } from "../../store/look-up.ts";
import { lookUpHub } from "../../store/look-up-hub.ts";
import type { Listing } from "../../store/listing.ts";
import { graphsOf, needsConversion } from "../../worker/model-graphs.ts";
import { TOKENIZER_FILES } from "../../worker/checkpoint-paths.ts";
import { checkpointDownload, dtypeDownload } from "../../worker/wanted-files.ts";
import { type Io, UsageError } from "../command.ts";
import { convertFolder } from "../convert-folder.ts";
import { ownVersion } from "../own-version.ts";
import { ProgressBar } from "../progress-bar.ts";
import type { Environment } from "../publish/tokens.ts";
import { fetchFiles } from "./fetch-files.ts";
import { isAway, keepListing, nameAsked, recallListing } from "./kept-listing.ts";
import { openHub } from "./hub-world.ts";

/** Begins the name of a repository where a folder may be named as well. */
const HUB = "hf:";

/** What a folder is for. */
type FolderUse = "model" | "checkpoint" | "adapter";

interface LocalFolder {
  readonly folder: string;
  /** The repository and commit that it was downloaded from. */
  readonly source?: { readonly repo: string; readonly commit: string };
}

interface Fetching {
  readonly use: FolderUse;
  /** Weights that are wanted of a model; without them the first that are there. */
  readonly dtype?: Dtype | undefined;
  /** The order in which they are preferred then; a checkpoint becomes the first. */
  readonly order?: readonly Dtype[];
  readonly env: Environment;
  readonly io: Io;
}

/**
 * A folder of this disk: what `hf:owner/name`, with or without `@revision` or `/tree/revision/folder`, names is downloaded first; a
 * model that has no weights to run is converted. It is kept under `~/.cache/hostless`, and asked for anew whenever it is named, since a
 * branch may move. Where the Hub does not answer, what was downloaded last is taken.
 * @throws UsageError where the name is none, Refusal of the Hub, the download and the converter
 */
export async function localFolder(place: string, fetching: Fetching): Promise<LocalFolder> {
  if (!place.startsWith(HUB)) return { folder: place };
  const named = readModelName(place.slice(HUB.length));
  if (!named.ok)
    throw new UsageError(
      `${place}: give hf:owner/name, hf:owner/name@revision, or hf:owner/name/tree/revision/folder.`,
    );
  const { use, env, io } = fetching;
  const world = await openHub(env);
  const source = hubSource(named.value);
  const { host } = new URL(world.hubUrl);
  const asked = nameAsked(source, use);
  const looking = use === "adapter" ? lookUpHub(source, world) : lookUp(source, world);
  const listing = await looking.catch(async (error) => {
    const kept = isAway(error) ? await recallListing(cacheOf(env), world.hubUrl, asked) : undefined;
    if (kept !== undefined) {
      const { commit = "" } = kept;
      io.stderr.write(`${host} does not answer: ${kept.name} is as it was downloaded last (${commit.slice(0, 7)}).\n`);
      return kept;
    }
    if (failureOf(error).code !== "unauthorized") throw error;
    throw refuse(
      "unauthorized",
      world.hasToken ? "token_refused" : "token_needed",
      { name: named.value.repo, host },
      { subject: place },
    );
  });
  const folder = folderOf(listing, env);
  const paths = use === "adapter" ? adapterPaths(listing) : modelPaths(listing, fetching);
  await fetchFiles(listing, paths, folder, world, new ProgressBar(io.stderr));
  await keepListing(cacheOf(env), world.hubUrl, asked, listing);
  const { commit } = listing;
  const repo = wholeRepo(listing.source);
  const local = { folder, ...(repo !== undefined && commit !== undefined && { source: { repo, commit } }) };
  return use === "model" && needsConversion(listing) ? convertOnce(local, listing, fetching) : local;
}

function cacheOf(env: Environment): string {
  return env["HOSTLESS_CACHE"] ?? join(env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "hostless");
}

/** Called as the repository is, or its folder, since a model is called like its folder. */
function folderOf({ name, commit = "", base }: Listing, env: Environment): string {
  const [first = "", ...rest] = name.split("/");
  const [owner, within] = rest.length === 0 ? ["models", [first]] : [first, rest];
  return join(cacheOf(env), owner, base === undefined ? commit : `${commit}-${base.commit}`, ...within);
}

function modelPaths(listing: Listing, { use, dtype, order }: Fetching): readonly string[] {
  const isCheckpoint = use === "checkpoint" || needsConversion(listing);
  const paths = isCheckpoint ? checkpointDownload(listing) : runPaths(listing, dtype, order);
  if (paths.length === 0) throw withoutGraphs(listing, dtype);
  return paths;
}

function withoutGraphs(listing: Listing, dtype: Dtype = "fp32"): Refusal {
  const { name: folder } = listing;
  const have = Object.keys(graphsOf(listing));
  const detail = have.length > 0 ? "folder_without_graph" : "folder_without_graphs";
  return refuse("no_usable_files", detail, { folder, dtype, have }, { subject: folder });
}

function runPaths(listing: Listing, wanted: Dtype | undefined, order: readonly Dtype[] = DTYPES): readonly string[] {
  const graphs = graphsOf(listing);
  const dtype = wanted ?? order.find((name) => graphs[name] !== undefined);
  if (dtype === undefined) return [];
  const paths = dtypeDownload(listing, dtype);
  return listing.manifest === undefined || paths.length === 0 ? paths : [...paths, MANIFEST];
}

function adapterPaths({ files }: Listing): readonly string[] {
  const wanted: readonly string[] = [ADAPTER_CONFIG, ...ADAPTER_FILES, ...TOKENIZER_FILES, "generation_config.json"];
  return files.map(({ path }) => path).filter((path) => wanted.includes(path));
}

/** The package made of a checkpoint, which is made once. */
async function convertOnce(
  local: LocalFolder,
  { name }: Listing,
  { order: [first = "q8"] = [], dtype = first, io }: Fetching,
): Promise<LocalFolder> {
  // Another version may convert in another way.
  const out = join(dirname(local.folder), `package-${dtype}-${await ownVersion()}`, basename(local.folder));
  const isThere = () => existsSync(join(out, MANIFEST));
  if (!isThere()) {
    const notes = await convertFolder({ ...local, out, name, dtypes: [dtype] }, io).catch((error) => {
      // Another process was faster.
      if (isThere()) return [];
      throw error;
    });
    for (const note of notes) io.stderr.write(`${describeInEnglish(note)}\n`);
  }
  return { ...local, folder: out };
}

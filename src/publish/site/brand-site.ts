import { type ListedModel, MODEL_INDEX, parseModelIndex, writeModelIndex } from "../../contract/model-index.ts";
import { DEFAULT_TITLE, META_BUILT_SOURCE } from "../../contract/site-meta.ts";
import { SITE_SETTINGS, type SiteSettings } from "../../contract/site-settings.ts";
import { MANIFEST, parseManifest } from "../../contract/parse-manifest.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import { refuse } from "../../contract/outcome.ts";
import type { PublishedFile, Sha256 } from "../package-files.ts";
import { allowHub, brandPage, brandReference, COLOR_SHEET, otherHub } from "./brand-page.ts";
import { readMeta } from "./html-text.ts";
import { colorSheet } from "./site-colors.ts";
import { listSite, SITE_FILES } from "./site-files.ts";
import { indexModels } from "./index-models.ts";
import { describeRoutes, nameClient } from "./named-files.ts";
import { brandApp, keepFiles, notFoundPage, reviseFiles, type SiteIcon } from "./site-pages.ts";

/** Pages of the site; what hosts show for an address without a file is written anew. */
const PAGE = /^(?!404\.)[\w-]+\.html$/;
const APP = "manifest.webmanifest";
/** The page that publishes, which sends to more hosts than the others. */
const PUBLISHER = "publish.html";
// As `_headers`, it has the policy of all pages.
const WORKER = "sw.js";
/** The page to read on the API, which draws nothing itself. */
const REFERENCE = "redoc.html";
const CLIENT = ".well-known/oauth-cimd";
const ROUTES = "api/openapi.json";

/**
 * A built site under its owner's settings, whatever it was branded with before: pages, app, colours, policy, the list of its models, and what
 * the service worker keeps. The settings are in it as `site.json`.
 * @param from how the site is called in a message
 * @throws Refusal `no_usable_files` where it is no built site, `malformed_file` where colours cannot be read or the icon is not there
 */
export async function brandSite(
  built: readonly PublishedFile[],
  from: string,
  settings: SiteSettings,
  sha256: Sha256,
): Promise<readonly PublishedFile[]> {
  const site = new Map(built.map(({ path, content }) => [path, content]));
  for (const name of ["index.html", APP, WORKER])
    if (!site.has(name)) throw refuse("no_usable_files", "not_site", { path: from, name });
  const sheet = colorSheet(settings.colors);
  const icon = await describeIcon(site, settings.icon);
  const models = await indexModels(site, settings.model);
  const look = { settings, icon, models, modelName: await nameModel(site, settings.model) };
  const changed = new Map(await Promise.all([...site].map((file) => brandFile(file, look))));
  if (models.length === 0) changed.delete(MODEL_INDEX);
  else changed.set(MODEL_INDEX, new Blob([checkedIndex(models)]));
  changed.set(SITE_SETTINGS, new Blob([`${JSON.stringify(settings, undefined, 2)}\n`]));
  if (sheet === undefined) changed.delete(COLOR_SHEET);
  else changed.set(COLOR_SHEET, new Blob([sheet]));
  changed.set(WORKER, await brandWorker(changed, settings, sha256));
  const files = [...changed].filter(([path]) => path !== SITE_FILES).map(([path, content]) => ({ path, content }));
  return [...files, { path: SITE_FILES, content: new Blob([await listSite(files, sha256)]) }];
}

/** What the files of a site say of it. */
interface Look {
  readonly settings: SiteSettings;
  readonly icon: SiteIcon | undefined;
  /** Among which visitors may choose. */
  readonly models: readonly ListedModel[];
  /** As the API calls the site's own model; `undefined` for the one that it was built with. */
  readonly modelName: string | undefined;
}

/** A file as the settings have it; others than those that say something of the site stay the very same. */
async function brandFile(
  [path, content]: readonly [string, Blob],
  { settings, icon, models, modelName }: Look,
): Promise<readonly [string, Blob]> {
  const { title = DEFAULT_TITLE } = settings;
  const write = async (change: (text: string) => string) => [path, new Blob([change(await content.text())])] as const;
  if (path === REFERENCE) return write((html) => brandReference(html, settings, modelName));
  if (PAGE.test(path)) return write((html) => brandPage(html, settings, builtSource(html), models, path === PUBLISHER));
  if (path === APP) return write((text) => brandApp(text, settings, icon));
  if (path === "_headers") return write((text) => allowHub(text, true, otherHub(settings)));
  if (path === "404.html") return write(() => notFoundPage({ title }));
  if (path === CLIENT) return write((text) => nameClient(text, title));
  if (path === ROUTES) return write((text) => describeRoutes(text, title, modelName));
  return [path, content];
}

/** The list as pages will read it. @throws Refusal `malformed_file`, `limit_exceeded` where they would not */
function checkedIndex(models: readonly ListedModel[]): string {
  const text = writeModelIndex(models);
  parseModelIndex(text);
  return text;
}

/** Where the sources of the build are, as its pages say it. */
function builtSource(html: string): string {
  return readMeta(html, META_BUILT_SOURCE) ?? "./source.zip";
}

/** The name in the package's manifest, where the site has it; a repository is called as it is. */
async function nameModel(site: ReadonlyMap<string, Blob>, model: string | undefined): Promise<string | undefined> {
  if (model === undefined || model.includes("/")) return model?.replace(/@.*$/, "");
  const manifest = await site.get(`models/${model}/${MANIFEST}`)?.text();
  return manifest === undefined ? model : parseManifest(manifest).name;
}

async function brandWorker(site: ReadonlyMap<string, Blob>, settings: SiteSettings, sha256: Sha256): Promise<Blob> {
  const { icon } = settings;
  const worker = allowHub((await site.get(WORKER)?.text()) ?? "", true, otherHub(settings));
  const added = [
    ...[COLOR_SHEET, MODEL_INDEX].filter((path) => site.has(path)),
    ...(icon && !worker.includes(`"url":"${icon}"`) ? [icon] : []),
  ];
  const kept = keepFiles(worker, added, [COLOR_SHEET, MODEL_INDEX]);
  const revisions = new Map<string, string>();
  for (const [path, content] of site)
    if (kept.includes(`"url":"${path}"`)) revisions.set(path, (await sha256(content)).slice(0, 32));
  return new Blob([reviseFiles(kept, revisions)]);
}

/** @throws Refusal `malformed_file` where the site has no such file, or it is no picture */
async function describeIcon(site: ReadonlyMap<string, Blob>, path: string | undefined): Promise<SiteIcon | undefined> {
  if (path === undefined) return undefined;
  const content = site.get(path);
  if (content === undefined) throw refuseFile(SITE_SETTINGS, "no_icon", { value: path });
  if (path.toLowerCase().endsWith(".svg")) return { path, sizes: "any" };
  const head = new DataView(await content.slice(0, 24).arrayBuffer());
  // A PNG begins with its signature, then the chunk that says width and height.
  if (head.byteLength < 24 || head.getUint32(0) !== 0x89504e47) throw refuseFile(path, "not_png", {});
  return { path, sizes: `${head.getUint32(16)}x${head.getUint32(20)}` };
}

import * as v from "valibot";
import { BUILT_MODEL, MODELS_FOLDER, siteModelName } from "../../contract/own-model.ts";
import { MANIFEST, parseManifest } from "../../contract/parse-manifest.ts";
import type { SiteSettings } from "../../contract/site-settings.ts";
import { shownOf } from "../card/card-body.ts";
import { readCardDocument } from "../card/card-document.ts";
import type { PublishedFile, PublishedPackage, Sha256 } from "../package-files.ts";
import { brandSite } from "./brand-site.ts";
import { isOfSite } from "./site-files.ts";
import { describeApp, notFoundPage, retitlePage, type SiteWords } from "./site-pages.ts";

const LONGEST_TITLE = 80;

/**
 * The whole site with this model as its own: the built site's files under the model's title and its owner's settings, the package
 * in a folder of its name, and what plain hosts want beside.
 * @param built files of a built site
 * @param from how the built site is called in a message
 * @param settings of this site, beside title and model; those of the site that it is made from stay there
 * @param others packages that visitors may choose as well
 * @throws Refusal `no_usable_files` where it is none
 */
export async function makeSite(
  built: readonly PublishedFile[],
  from: string,
  { manifest, card, files: model }: PublishedPackage,
  sha256: Sha256,
  settings: SiteSettings = {},
  others: readonly PublishedPackage[] = [],
): Promise<readonly PublishedFile[]> {
  const shown = shownOf(readCardDocument(card.text).body);
  const words = { title: shown.title || manifest.name, summary: shown.summary };
  const own = cutTo(LONGEST_TITLE, words.title);
  const { title = own } = settings;
  const pageTitle = title === own ? words.title : `${words.title} · ${title}`;
  const folder = folderName(manifest.name);
  const site = built.filter(({ path }) => isOfSite(path) && path !== "404.html");
  const files = await Promise.all(site.map((file) => speakOf(file, { ...words, title: pageTitle })));
  const whole = [
    ...files,
    { path: "404.html", content: new Blob([notFoundPage(words)]) },
    { path: ".nojekyll", content: new Blob([]) },
    ...inFolder(folder, model),
    ...(await placeOthers(others, folder, manifest.name)),
  ];
  return brandSite(dedupe(whole), from, { ...settings, title, model: folder }, sha256);
}

function inFolder(folder: string, files: readonly PublishedFile[]): PublishedFile[] {
  return files.map(({ path, content }) => ({ path: `${MODELS_FOLDER}/${folder}/${path}`, content }));
}

/**
 * Packages in folders of their own. One whose name another has is called as its folder is: by that name the API answers, and visitors' choices
 * are remembered. Names are told apart as disks do that know no capitals.
 */
async function placeOthers(
  others: readonly PublishedPackage[],
  folder: string,
  name: string,
): Promise<PublishedFile[]> {
  const folders = new Set([folder.toLowerCase()]);
  const names = new Set([name.toLowerCase()]);
  const placed = others.map(async ({ manifest, files }) => {
    const free = freeName(folderName(manifest.name), folders);
    const isTaken = names.has(manifest.name.toLowerCase());
    names.add((isTaken ? free : manifest.name).toLowerCase());
    return inFolder(free, isTaken ? await Promise.all(files.map((file) => renameIn(file, free))) : files);
  });
  return (await Promise.all(placed)).flat();
}

/** The file, with this name for its package where it is the manifest. */
async function renameIn({ path, content }: PublishedFile, name: string): Promise<PublishedFile> {
  if (path !== MANIFEST) return { path, content };
  return { path, content: new Blob([JSON.stringify({ ...parseManifest(await content.text(), path), name })]) };
}

/** The name, or with a number where another package has it; it is taken then. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name.slice(0, 60)}-${number}`;
  taken.add(free.toLowerCase());
  return free;
}

/** A name as a folder may have it. */
function folderName(name: string): string {
  const slug = name
    .replace(/[^\w.-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .slice(0, 64);
  return v.is(siteModelName, slug) ? slug : BUILT_MODEL;
}

async function speakOf({ path, content }: PublishedFile, words: SiteWords): Promise<PublishedFile> {
  if (path === "index.html") return { path, content: new Blob([retitlePage(await content.text(), words)]) };
  if (path === "manifest.webmanifest") return { path, content: new Blob([describeApp(await content.text(), words)]) };
  return { path, content };
}

/** At most so many characters, none of them cut in two. */
function cutTo(most: number, text: string): string {
  return [...text].slice(0, most).join("");
}

/** Of files with one path the last. */
function dedupe(files: readonly PublishedFile[]): PublishedFile[] {
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

import { OWN_MODEL } from "../../contract/own-model.ts";
import { refuse } from "../../contract/outcome.ts";
import { shownOf } from "../card/card-body.ts";
import { readCardDocument } from "../card/card-document.ts";
import type { PublishedFile, PublishedPackage, Sha256 } from "../package-files.ts";
import { isOfSite, listSite, SITE_FILES } from "./site-files.ts";
import { notFoundPage, renameApp, retitlePage, reviseFiles, type SiteWords } from "./site-pages.ts";

const PAGE = "index.html";
const APP = "manifest.webmanifest";
const WORKER = "sw.js";

/**
 * The whole site with this model as its own: the built site's files under the model's title, the package in the place of the
 * model that came with it, and what plain hosts want beside.
 * @param built files of a built site
 * @param from how the built site is called in a message
 * @throws Refusal `no_usable_files` where it is none
 */
export async function makeSite(
  built: readonly PublishedFile[],
  from: string,
  { manifest, card, files: model }: PublishedPackage,
  sha256: Sha256,
): Promise<readonly PublishedFile[]> {
  const site = new Map(built.filter(({ path }) => isOfSite(path)).map(({ path, content }) => [path, content]));
  const shown = shownOf(readCardDocument(card.text).body);
  const words = { title: shown.title || manifest.name, summary: shown.summary };
  const texts = await Promise.all([PAGE, APP, WORKER].map((name) => readOwn(site, name, from)));
  const [page = "", app = "", worker = ""] = texts;
  const fresh = await rewrite({ page, app, worker }, words, sha256);
  const whole = new Map([
    ...site,
    ...fresh,
    ["404.html", new Blob([notFoundPage(words)])] as const,
    [".nojekyll", new Blob([])] as const,
    ...model.map(({ path, content }) => [`${OWN_MODEL.path}/${path}`, content] as const),
  ]);
  const files = [...whole].map(([path, content]) => ({ path, content }));
  return [...files, { path: SITE_FILES, content: new Blob([await listSite(files, sha256)]) }];
}

async function rewrite(
  { page, app, worker }: { readonly page: string; readonly app: string; readonly worker: string },
  words: SiteWords,
  sha256: Sha256,
): Promise<readonly (readonly [string, Blob])[]> {
  const changed = [
    [PAGE, new Blob([retitlePage(page, words)])],
    [APP, new Blob([renameApp(app, words)])],
  ] as const;
  const revisions = await Promise.all(
    changed.map(async ([path, content]) => [path, (await sha256(content)).slice(0, 32)] as const),
  );
  return [...changed, [WORKER, new Blob([reviseFiles(worker, new Map(revisions))])]];
}

async function readOwn(site: ReadonlyMap<string, Blob>, name: string, from: string): Promise<string> {
  const found = site.get(name);
  if (found === undefined) throw refuse("no_usable_files", "not_site", { path: from, name });
  return found.text();
}

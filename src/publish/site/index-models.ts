import * as v from "valibot";
import type { ModelManifest } from "../../contract/manifest.ts";
import { type ListedModel, LONGEST_TITLE, MODEL_INDEX, parseModelIndex } from "../../contract/model-index.ts";
import { BUILT_MODEL, MODELS_FOLDER, siteModelName } from "../../contract/own-model.ts";
import { MANIFEST, parseManifest } from "../../contract/parse-manifest.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import { cleanLine } from "../../contract/plain-text.ts";
import { shownOf } from "../card/card-body.ts";
import { CARD, readCardDocument } from "../card/card-document.ts";

const PACKAGE = new RegExp(`^${MODELS_FOLDER}/([^/]+)/${MANIFEST.replace(".", "\\.")}$`);

/**
 * The models of a site among which its visitors may choose, in the order that its list has; those that the list lacks come last, by their names.
 * Titles in the list stay as its owner wrote them. One that only begins in another's place is no choice, unless the list has it.
 * The one that the site opens with is always among them.
 * @param own folder of the model that the site opens with, or a repository of the Hub, beside which one of the site is a choice already
 * @returns none where there is nothing to choose
 * @throws Refusal `malformed_file` for a list or a manifest that is none and for a second package of one name, capitals or not, `limit_exceeded`
 */
export async function indexModels(
  site: ReadonlyMap<string, Blob>,
  own: string = BUILT_MODEL,
): Promise<readonly ListedModel[]> {
  const manifests = await readManifests(site);
  const written = (await site.get(MODEL_INDEX)?.text()) ?? "";
  const titles = new Map(written === "" ? [] : parseModelIndex(written).map(({ name, title }) => [name, title]));
  const inPlace = new Set([...manifests.values()].map(({ lighter }) => lighter));
  const fresh = [...manifests.keys()]
    .filter((name) => !titles.has(name) && (name === own || !inPlace.has(name)))
    .sort();
  const listed = await Promise.all(
    [...titles.keys(), ...fresh].map(async (name): Promise<ListedModel[]> => {
      const manifest = manifests.get(name);
      if (manifest === undefined) return [];
      const title = titles.get(name) ?? (await titleOf(site, name)) ?? name;
      return [{ name, title, bytes: leastBytes(manifest) }];
    }),
  );
  const models = listed.flat();
  return models.length > (own.includes("/") ? 0 : 1) ? models : [];
}

async function readManifests(site: ReadonlyMap<string, Blob>): Promise<ReadonlyMap<string, ModelManifest>> {
  const found = new Map<string, ModelManifest>();
  const labels: Label[] = [];
  for (const [path, content] of site) {
    const [, name] = PACKAGE.exec(path) ?? [];
    // A name that no address can hold cannot be one of the site's models.
    if (!v.is(siteModelName, name)) continue;
    const manifest = parseManifest(await content.text(), path);
    const label = { path, name: manifest.name, folder: name };
    refuseTwin(label, labels);
    labels.push(label);
    found.set(name, manifest);
  }
  return found;
}

/** By what a package goes. */
interface Label {
  /** Of its manifest. */
  readonly path: string;
  /** In its manifest. */
  readonly name: string;
  readonly folder: string;
}

/**
 * A caller of the API would get the one or the other, and a visitor's choice would be the other's. Disks and people that know no capitals
 * would take the one for the other.
 */
function refuseTwin({ path, name, folder }: Label, others: readonly Label[]): void {
  const twin = others.find((other) => other.name === name);
  if (twin !== undefined) throw refuseFile(path, "same_name", { other: twin.path, name });
  for (const other of others)
    for (const one of [name, folder])
      for (const theirs of [other.name, other.folder])
        if (one !== theirs && one.toLowerCase() === theirs.toLowerCase())
          throw refuseFile(path, "same_letters", { other: other.path, name: one, others: theirs });
}

/** As its card calls it. */
async function titleOf(site: ReadonlyMap<string, Blob>, name: string): Promise<string | undefined> {
  const card = await site.get(`${MODELS_FOLDER}/${name}/${CARD}`)?.text();
  const title = card === undefined ? "" : cleanLine(shownOf(readCardDocument(card).body).title, LONGEST_TITLE);
  return title === "" ? undefined : title;
}

/** What is downloaded with the smallest weights. */
function leastBytes({ files, dtypes }: ModelManifest): number {
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  const sum = (paths: Iterable<string>) => [...paths].reduce((all, path) => all + (sizes.get(path) ?? 0), 0);
  const weights = Object.values(dtypes).map(({ graph, data }) => new Set([graph, ...data]));
  const least = Math.min(...weights.map(sum));
  const beside = [...sizes.keys()].filter((path) => !weights.some((one) => one.has(path)));
  return sum(beside) + (Number.isFinite(least) ? least : 0);
}

import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { formatBytes } from "../contract/format-bytes.ts";
import { preparePackage, type PublishedFile, type PublishedPackage } from "../publish/package-files.ts";
import { listFiles } from "../publish/list-files.ts";
import { requireLicense } from "../publish/require-license.ts";
import { makeSite } from "../publish/site/make-site.ts";
import { CARD_OPTIONS, fieldsOf, tellNotes } from "./card.ts";
import {
  type Command,
  type Io,
  type OptionValues,
  requiredFolders,
  requiredText,
  textOf,
  UsageError,
} from "./command.ts";
import { findSite } from "./publish/find-site.ts";
import { allFiles, folderSource, hexDigest } from "./publish/folder-source.ts";
import { fitHub, toGitHub, toHub } from "./publish/to-host.ts";
import { readSettings } from "./publish/brand-folder.ts";
import { parseTarget, type Target } from "./publish/target.ts";
import { SITE_OPTIONS, settingsOf } from "./site-options.ts";
import { writeFolder, writeZip } from "./publish/write-site.ts";

export const publish: Command = {
  name: "publish",
  summary:
    "Bring a model package to an address: the Hugging Face Hub, GitHub Pages, a folder or a zip; several to one site.",
  usage: "publish DIR [DIR …] --to TARGET [options]",
  options: [
    {
      name: "to",
      value: "TARGET",
      help: "hf:owner/name, gh:owner/name, dir:FOLDER or zip:FILE; the last three get a whole site.",
    },
    { name: "space", help: "With hf: also a static Space of the same name, with the whole site." },
    { name: "private", help: "With hf: create it as a private repository." },
    { name: "pr", help: "With hf: offer it to a repository of somebody else as a pull request." },
    { name: "message", value: "TEXT", help: "First line of the commit." },
    { name: "site", value: "DIR", help: "Built site, where it is not found." },
    { name: "dry-run", help: "Only list what would be published: path, bytes, SHA-256." },
    ...CARD_OPTIONS,
    { name: "site-title", value: "TEXT", help: "What the site is called, where that is not the model's title." },
    ...SITE_OPTIONS,
  ],
  examples: [
    "hostless publish package --to hf:me/my-gpt2 --license mit",
    "hostless publish package --to hf:me/my-gpt2 --space",
    "hostless publish package --to zip:site.zip --dry-run",
    "hostless publish poems tales --to dir:site",
  ],
  async run(values, positionals, io) {
    const [folder, ...more] = requiredFolders(positionals);
    const target = parseTarget(requiredText(values, "to"));
    refuseStrayOptions(values, target);
    if (more.length > 0 && target.kind === "hf" && values["space"] !== true)
      throw new UsageError("A repository has one model; several go on one site: with --space, gh:, dir: or zip:.");
    const source = await folderSource(folder);
    const isDry = values["dry-run"] === true;
    const fitted = target.kind === "hf" && !isDry ? await fitHub(source, target.name, values, process.env) : {};
    const made = await preparePackage(source, fieldsOf(values), fitted.changed);
    for (const line of tellNotes(made.card.notes)) io.stderr.write(`${line}\n`);
    const license = requireLicense(made);
    const needsSite = target.kind !== "hf" || values["space"] === true;
    const site = needsSite ? await siteOf(values, made, await prepareOthers(more)) : [];
    if (isDry) return printListing(target.kind === "hf" ? made.files : [], site, io);
    await bring({ target, values, made, obsolete: fitted.obsolete ?? [], license, site, io });
  },
};

/** What was asked for. */
export interface Asked {
  readonly target: Target;
  readonly values: OptionValues;
  readonly made: PublishedPackage;
  /** Files of an older package there. */
  readonly obsolete: readonly string[];
  readonly license: string;
  readonly site: readonly PublishedFile[];
  readonly io: Io;
}

async function bring(asked: Asked): Promise<void> {
  const { target, site, io } = asked;
  if (target.kind === "hf") return toHub(asked, target.name, process.env);
  if (target.kind === "gh") return toGitHub(asked, target.name, process.env);
  await (target.kind === "dir" ? writeFolder(target.path, site) : writeZip(target.path, site));
  io.stdout.write(`Wrote ${target.path}: ${site.length} files, ${formatBytes(sizeOf(site))}.\n`);
}

/** An option that would do nothing is refused. */
function refuseStrayOptions(values: OptionValues, { kind }: Target): void {
  for (const name of ["space", "private", "pr"]) {
    if (kind !== "hf" && values[name] === true) throw new UsageError(`--${name} belongs to --to hf:owner/name.`);
  }
  if (values["pr"] === true && (values["space"] === true || values["private"] === true))
    throw new UsageError("--pr goes without --space and --private.");
  if (kind !== "hf" && kind !== "gh" && textOf(values, "message") !== undefined)
    throw new UsageError("--message belongs to a commit: hf: or gh:.");
}

/** Packages that visitors may choose as well; nothing of them changes but what their cards can be told by their files. */
async function prepareOthers(folders: readonly string[]): Promise<readonly PublishedPackage[]> {
  const others = [];
  for (const folder of folders) {
    const made = await preparePackage(await folderSource(folder));
    requireLicense(made);
    others.push(made);
  }
  return others;
}

async function siteOf(
  values: OptionValues,
  made: PublishedPackage,
  others: readonly PublishedPackage[],
): Promise<readonly PublishedFile[]> {
  const folder = textOf(values, "site") ?? findSite(dirname(fileURLToPath(import.meta.url)));
  const { settings, added } = await settingsOf(await readSettings(folder), values);
  const built = new Map([...(await allFiles(folder)), ...added].map((file) => [file.path, file]));
  return makeSite([...built.values()], folder, made, hexDigest, settings, others);
}

async function printListing(model: readonly PublishedFile[], site: readonly PublishedFile[], { stdout }: Io) {
  for (const files of [model, site]) {
    if (files.length === 0) continue;
    for (const { path, bytes, sha256 } of await listFiles(files, hexDigest))
      stdout.write(`${sha256}  ${bytes}  ${path}\n`);
    stdout.write(`${files.length} files, ${formatBytes(sizeOf(files))}\n`);
  }
}

function sizeOf(files: readonly PublishedFile[]): number {
  return files.reduce((sum, { content }) => sum + content.size, 0);
}

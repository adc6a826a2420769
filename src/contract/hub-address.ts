import { type ModelReference, parseModelReference } from "./model-reference.ts";

/** The Hub under its two names, with or without `https://`, and the address form of its Python library. */
const HUB = /^(?:(?:https?:)?\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)(?:\/|$)|^hf:\/\//i;

/** What follows a repository's name in the Hub's addresses, and then a revision. */
const WITH_REVISION = new Set(["tree", "blob", "resolve", "raw", "commit", "commits", "edit", "blame"]);
/** Of those, the ones whose last part is a file. */
const WITH_FILE = new Set(["blob", "resolve", "raw", "edit", "blame"]);
/** Pages of a repository that belong to no revision. */
const OTHER_PAGES = new Set(["discussions", "settings", "community"]);
/** First parts of addresses that are no owner's name. */
const NO_MODEL = new Set(["datasets", "spaces", "collections", "papers", "docs", "blog", "tasks", "posts", "buckets"]);
/** A folder whose files belong to the whole model. */
const ONNX_FOLDER = "onnx";

/** Stands for a slash that is part of a revision: the Hub writes it as `%2F`, others part the address. */
const SLASH = "\u{e000}";
const ESCAPED = new RegExp(`(/(?:${[...WITH_REVISION].join("|")})/)([^/?#\\s]*%2f[^/?#\\s]*)`, "i");

/** The text with the slashes of a revision kept apart from the address's own, for {@link readHubAddress}. */
export function keepRevision(text: string): string {
  return text.replace(ESCAPED, (_, page: string, revision: string) => page + revision.replace(/%2f/gi, SLASH));
}

/** The text as it is to be shown. */
export function showRevision(text: string): string {
  return text.replaceAll(SLASH, "/");
}

/** What an address of the Hub names, or that it names something else than a model, such as a folder of one. */
type HubAddress =
  | { readonly model: ModelReference }
  | { readonly folder: string; readonly repo: string }
  | { readonly isOther: true };

/** Reads an address of the Hub, as its pages and files have it; `undefined` for text that is none. */
export function readHubAddress(text: string): HubAddress | undefined {
  const [found] = HUB.exec(text) ?? [];
  if (found === undefined) return undefined;
  const [path = ""] = text.slice(found.length).split(/[?#]/);
  const parts = path.split("/").filter((part) => part !== "");
  const own =
    parts[0] === "api" && parts[1] === "models" ? parts.slice(2) : parts[0] === "models" ? parts.slice(1) : parts;
  const [first = ""] = own;
  if (first === "" || NO_MODEL.has(first)) return { isOther: true };
  // The oldest models are at the top, without an owner.
  const isBare = own.length === 1 || isPage(own[1]);
  return readPage(own.slice(0, isBare ? 1 : 2).join("/"), own.slice(isBare ? 1 : 2));
}

function isPage(part: string | undefined): boolean {
  return part !== undefined && (WITH_REVISION.has(part) || OTHER_PAGES.has(part));
}

/** @param page what follows the repository's name: `tree/main`, `blob/main/config.json` */
function readPage(name: string, [page, ...rest]: readonly string[]): HubAddress {
  const repo = name.replace(/\.git$/, "");
  if (page === undefined || OTHER_PAGES.has(page)) return referTo(repo);
  if (!WITH_REVISION.has(page)) return { isOther: true };
  // `refs/pr/1` is a revision of three parts.
  const revision = showRevision(rest.slice(0, rest[0] === "refs" ? 3 : 1).join("/"));
  const path = rest.slice(rest[0] === "refs" ? 3 : 1);
  const folder = (WITH_FILE.has(page) ? path.slice(0, -1) : path).join("/");
  if (folder !== "" && folder !== ONNX_FOLDER) {
    return { folder, repo };
  }
  return referTo(revision === "" || repo.includes("@") ? repo : `${repo}@${revision}`);
}

function referTo(text: string): HubAddress {
  const model = parseModelReference(text);
  return model === undefined ? { isOther: true } : { model };
}

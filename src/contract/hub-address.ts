import { makeReference, type ModelReference } from "./model-reference.ts";

/**
 * The Hub under its two names, with or without `https://`, and the address form of its Python library; or nothing before a page or file
 * of a repository.
 */
const HUB =
  /^(?:(?:(?:https?:)?\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)(?:\/|$)|hf:\/\/|(?=[^/:]+\/(?:[^/:]+\/)?(?:tree|blob)\/))/i;

/** What follows a repository's name in the Hub's addresses, and then a revision. */
const WITH_REVISION = /^(?:tree|commits?|blob|resolve|raw|edit|blame)$/;
/** Of those, the ones whose last part is no file. */
const WITHOUT_FILE = /^[tc]/;
/** Pages of a repository that belong to no revision. */
const OTHER_PAGE = /^(?:discussions|settings|community)$/;
/** First parts of addresses that are no owner's name. */
const NO_MODEL = /^(?:datasets|spaces|collections|papers|docs|blog|tasks|posts|buckets)?$/;
/** A folder whose files belong to the whole model. */
const ONNX_FOLDER = "onnx";

/** Stands for a slash that is part of a revision: the Hub writes it as `%2F`, others part the address. */
const SLASH = "\u{e000}";
const ESCAPED = /(\/(?:tree|commits?|blob|resolve|raw|edit|blame)\/)([^/?#\s]*%2f[^/?#\s]*)/i;

/** The text with the slashes of a revision kept apart from the address's own, for {@link readHubAddress}. */
export function keepRevision(text: string): string {
  return text.replace(ESCAPED, (_, page: string, revision: string) => page + revision.replace(/%2f/gi, SLASH));
}

/** The text as it is to be shown. */
export function showRevision(text: string): string {
  return text.replaceAll(SLASH, "/");
}

/** What an address of the Hub names; `null` for something else than a model. */
type HubAddress = ModelReference | null;

/** Reads an address of the Hub, as its pages and files have it, the host left out where a page follows; `undefined` for text that is none. */
export function readHubAddress(text: string): HubAddress | undefined {
  const [found] = HUB.exec(text) ?? [];
  if (found === undefined) return undefined;
  const [path = ""] = text.slice(found.length).split(/[?#]/);
  const parts = path.split("/").filter((part) => part !== "");
  const own =
    parts[0] === "api" && parts[1] === "models" ? parts.slice(2) : parts[0] === "models" ? parts.slice(1) : parts;
  const [first = ""] = own;
  if (NO_MODEL.test(first)) return null;
  // The oldest models are at the top, without an owner.
  const isBare = isPage(own[1] ?? "tree");
  return readPage(own.slice(0, isBare ? 1 : 2).join("/"), own.slice(isBare ? 1 : 2));
}

function isPage(part: string): boolean {
  return WITH_REVISION.test(part) || OTHER_PAGE.test(part);
}

/** @param page what follows the repository's name: `tree/main`, `blob/main/config.json` */
function readPage(name: string, [page, ...rest]: readonly string[]): HubAddress {
  const repo = name.replace(/\.git$/, "");
  if (page === undefined || OTHER_PAGE.test(page)) return makeReference(repo) ?? null;
  if (!WITH_REVISION.test(page)) return null;
  // `refs/pr/1` is a revision of three parts.
  const length = rest[0] === "refs" ? 3 : 1;
  const revision = showRevision(rest.slice(0, length).join("/"));
  const folder = rest.slice(length, WITHOUT_FILE.test(page) ? undefined : -1).join("/");
  const within = folder === "" || folder === ONNX_FOLDER ? undefined : folder;
  return makeReference(repo, revision || undefined, within) ?? null;
}

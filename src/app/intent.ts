import { SITE_MODELS } from "../bridge/own-model.ts";
import { makeReference } from "../contract/model-reference.ts";
import { findNamed } from "../contract/find-named.ts";
import { hubSource, type ModelSource } from "../contract/model-source.ts";
import { type Failure, makeFailure } from "../contract/outcome.ts";
import { siteModel } from "../contract/own-model.ts";
import { readFragment } from "../contract/read-fragment.ts";
import { decodeSharedRun, type SharedRun } from "../contract/share-link.ts";

/** What the page's address asks for. */
export interface Intent {
  readonly source: ModelSource;
  readonly shared?: SharedRun;
  /** An adapter that the link holds, as its letters. */
  readonly voice?: string;
  /** Text that another app handed over (the `share_target` of the web app manifest). */
  readonly text?: string;
  /** Set when the address is damaged; the default form opens with it. */
  readonly failure?: Failure;
}

/**
 * Name of the part of the fragment in which another site or program hands a `web+hostless:` link over. The manifest does not ask
 * the system for these links.
 */
const LINK = "link";
const SCHEME = /^web\+hostless:\/*/i;

/**
 * Reads `#s2=…` (a shared run), `#v1=…` (an adapter, for the site's model or the one of `&model=`), `#model=owner/name[@revision]` (or `owner/name/tree/revision/folder`, or the name of a model of this site), `#link=web+hostless:…` and what another app handed over. An
 * address from a stranger can name a Hub repository or a package of this site and nothing else: no host, no path.
 */
export function readIntent(address: URL, own: ModelSource, siteModels: readonly string[] = SITE_MODELS): Intent {
  const parts = handedParts(address.searchParams);
  const link = findOwnLink(parts.join(" "), address);
  if (link !== undefined && address.hash === "") return readIntent(link, own, siteModels);
  const text = handedText(parts);
  const fragment = withoutScheme(address.hash);
  const shared = decodeSharedRun(fragment);
  if (shared !== undefined) {
    if (!shared.ok) return { source: own, ...text, failure: shared.failure };
    return { source: sourceOf(shared.value, own), shared: shared.value, ...text };
  }
  const named = readFragment(fragment);
  const [, voice] = [...named].find(([name]) => /^v\d$/.test(name)) ?? [];
  const brought = voice === undefined ? text : { ...text, voice };
  const model = named.get("model");
  if (model === undefined) return { source: own, ...brought };
  const found = findNamed(model, siteModels);
  if (found.ok) return { source: found.value, ...brought };
  const failure = makeFailure("bad_request", "link_model", { why: found.failure }, { subject: "model" });
  return { source: own, ...text, failure };
}

function sourceOf({ repo, revision, folder, site }: SharedRun, own: ModelSource): ModelSource {
  const hub = makeReference(repo, revision, folder);
  if (hub !== undefined) return hubSource(hub);
  return site === undefined ? own : siteModel(site);
}

/** What follows `web+hostless:`: a fragment, or a model alone. */
function withoutScheme(fragment: string): string {
  const link = new URLSearchParams(fragment.slice(1)).get(LINK);
  if (link === null) return fragment;
  const said = link.replace(SCHEME, "");
  return /^#?(?:[sv]\d+|model)=/i.test(said) ? said : `model=${said}`;
}

/** Characters that another app may hand over: some dozen times what a GPT-2 reads. More would keep the page from painting. */
const HANDED_CHARACTERS = 50_000;

/** What another app shares (`share_target` of the manifest), as far as it says something. */
function handedParts(query: URLSearchParams): readonly string[] {
  return ["text", "title", "url"].map((name) => query.get(name) ?? "").filter((part) => part.trim() !== "");
}

/** Its text, or its title where the text is an address alone, as apps have it that share a page; else the address. */
function handedText(parts: readonly string[]): Pick<Intent, "text" | "failure"> {
  const said = parts.find((part) => !/^\s*https?:\S+\s*$/i.test(part)) ?? parts[0];
  if (said === undefined) return {};
  if (said.length <= HANDED_CHARACTERS) return { text: said };
  const failure = makeFailure("limit_exceeded", "handed_text", { characters: said.length, taken: HANDED_CHARACTERS });
  return { text: said.slice(-HANDED_CHARACTERS), failure };
}

/** A link of this site in what a messenger shares, without a text that it may hand over itself. */
function findOwnLink(text: string, page: URL): URL | undefined {
  const site = new URL("./", page);
  const [found] = text
    .split(/\s+/)
    .filter((word) => word.startsWith(site.origin + site.pathname) && word.includes("#"));
  if (found === undefined) return undefined;
  // Behind a whole origin and a slash, everything is an address.
  const link = new URL(found);
  link.search = "";
  return link;
}

import * as v from "valibot";
import { generationParameters } from "./parameters.ts";
import type { SavedFile } from "./model-library.ts";
import type { Failure, Note, Outcome } from "./outcome.ts";

/** Defaults that an owner chooses for visitors; what is left out is removed from `generation_config.json`. */
export const publishedDefaults = v.object({
  do_sample: generationParameters.entries.do_sample,
  temperature: generationParameters.entries.temperature,
  top_k: generationParameters.entries.top_k,
  top_p: generationParameters.entries.top_p,
  repetition_penalty: generationParameters.entries.repetition_penalty,
  max_new_tokens: generationParameters.entries.max_new_tokens,
});
export type PublishedDefaults = v.InferOutput<typeof publishedDefaults>;

const texts = v.array(v.string());

/** Characters of an icon's bytes in base 64: what was chosen outlives the way to the sign-in, in a storage of some megabytes. */
export const LONGEST_ICON = 400_000;

/** How an owner wants the site that has the model to look, as typed: empty for what stays as it was built. */
export const siteLook = v.object({
  short_name: v.string(),
  accent: v.string(),
  accent_dark: v.string(),
  page: v.string(),
  page_dark: v.string(),
  /** Where visitors report a sentence. */
  feedback_url: v.string(),
  icon: v.exactOptional(
    v.object({
      name: v.string(),
      kind: v.picklist(["svg", "png"]),
      base64: v.pipe(v.string(), v.maxLength(LONGEST_ICON)),
    }),
  ),
});
export type SiteLook = v.InferOutput<typeof siteLook>;

/** What an owner says of a model before it is published; also as it outlives the way to the Hub's sign-in and back. */
export const publishEdit = v.object({
  title: v.string(),
  summary: v.string(),
  /** Identifier as the Hub has it, e.g. `mit`; empty for none, with which nothing is published. */
  license: v.string(),
  language: texts,
  tags: texts,
  base_model: texts,
  examples: v.array(
    v.object({ text: v.string(), output: v.exactOptional(v.string()), seed: v.exactOptional(v.number()) }),
  ),
  defaults: publishedDefaults,
  /** The card below its front matter: Markdown. */
  body: v.string(),
  /** Of the site that goes with it; absent for the look that was built. */
  look: v.exactOptional(siteLook),
  /** Of an adapter: whether what its texts taught may be published. */
  mayTextsGo: v.exactOptional(v.boolean()),
});
export type PublishEdit = v.InferOutput<typeof publishEdit>;

/** Ids of adapters begin so, those of models never: they are addresses. */
const ADAPTER = "adapter ";

/** By which the thread that publishes opens an adapter that is kept. @param id as `StoredAdapter` has it */
export function adapterKey(id: string): string {
  return ADAPTER + id;
}

/** The id of the adapter under such a key; undefined for a model's. */
export function adapterIdIn(key: string): string | undefined {
  return key.startsWith(ADAPTER) ? key.slice(ADAPTER.length) : undefined;
}

/** A package of this device, or an adapter, ready to be edited. */
export interface OpenedPackage {
  readonly name: string;
  /** An adapter goes alone, to the Hub. */
  readonly isAdapter?: true;
  /** Repository of the Hub that it was converted from. */
  readonly repo?: string;
  /** Of all its files. */
  readonly bytes: number;
  readonly edit: PublishEdit;
}

/** A file that will be uploaded. */
export interface UploadLine {
  readonly path: string;
  readonly bytes: number;
}

/** A package with what its owner says of it. */
export interface PreparedPackage {
  /** `README.md` as it will be. */
  readonly card: string;
  /** What was added to the card, and what it still lacks. */
  readonly notes: readonly Note[];
  readonly files: readonly UploadLine[];
}

/** A model's licence, as its card has it. */
export interface FoundLicense {
  readonly repo: string;
  /** Absent where the card names none, or there is no such model for everyone to see. */
  readonly license?: string;
}

/** Who signed in, as far as a page shows it. No token: that stays in the thread. */
export interface SignedIn {
  readonly name: string;
  /** Organizations that it may publish for. */
  readonly orgs: readonly string[];
}

/** What has to outlive the way to the Hub's sign-in and back. */
export const begunSignIn = v.object({ codeVerifier: v.string(), nonce: v.string() });
export type BegunSignIn = v.InferOutput<typeof begunSignIn>;

/** What is done on the Hub: each asks its owner for other rights. */
export const HUB_WAYS = ["new", "update", "pull"] as const;
export type HubWay = (typeof HUB_WAYS)[number];

export interface HubTarget {
  /** `owner/name` */
  readonly repo: string;
  /** `pull` offers it to a repository of somebody else. */
  readonly way: HubWay;
  readonly isPrivate: boolean;
  /** Also the whole site, as a static Space of the same name. */
  readonly withSpace: boolean;
}

/** One bar for all that is published: `fraction` goes from 0 to 1 and never back. */
export interface PublishingProgress {
  readonly step: "hashing" | "uploading" | "committing";
  readonly fraction: number;
}

export interface Published {
  /** Page of the repository, of the pull request, or of the site. */
  readonly url: string;
  /** Page of the Space, where one was wanted. */
  readonly space?: string;
  /** Why there is no Space, where one was wanted: the model is published all the same. */
  readonly spaceFailure?: Failure;
  /** Whether there was anything to do. */
  readonly isNew: boolean;
}

type OnProgress = (progress: PublishingProgress) => void;

/** The thread that publishes. It holds the token, in memory alone; it ends with the page. */
export interface Publisher {
  /** Opens a kept model by its id in the store, or an adapter by its {@link adapterKey}. */
  open(id: string): Promise<Outcome<OpenedPackage>>;
  /** The open package as it would be published now. */
  prepare(edit: PublishEdit): Promise<Outcome<PreparedPackage>>;
  /** Every file of the whole site with the open package, as it would be published now. */
  listSite(edit: PublishEdit): Promise<Outcome<readonly UploadLine[]>>;
  /** Files of an older package in a repository that publishing removes. Whoever is signed in must see it. */
  listRemoved(target: HubTarget): Promise<Outcome<readonly string[]>>;
  /** Files of a repository's branch for GitHub Pages that publishing there removes. @param token used for this question alone */
  listReplaced(edit: PublishEdit, repo: string, token: string): Promise<Outcome<readonly string[]>>;
  /** What the cards of models on the Hub name as their licence. */
  findLicenses(repos: readonly string[]): Promise<Outcome<readonly FoundLicense[]>>;
  /** The whole site with the open package, as a zip. */
  makeZip(edit: PublishEdit, onProgress: OnProgress): Promise<Outcome<SavedFile>>;
  /**
   * Where to sign in, by OAuth with PKCE, for as few rights as it takes.
   * @param redirectUrl address of this page, to which the Hub leads back @param spaceClient id that the Hub gives to a Space
   * @returns `undefined` where this site is known to the Hub under no id: then a token has to be pasted
   */
  beginSignIn(
    way: HubWay,
    redirectUrl: string,
    spaceClient: string | undefined,
  ): Promise<Outcome<(BegunSignIn & { readonly url: string }) | undefined>>;
  /** Signs in. @param redirectedUrl address to which the Hub led back, with its code */
  finishSignIn(redirectedUrl: string, begun: BegunSignIn): Promise<Outcome<SignedIn>>;
  signInWithToken(token: string): Promise<Outcome<SignedIn>>;
  /** Forgets the token, and ends what is being published. */
  signOut(): Promise<void>;
  publishToHub(edit: PublishEdit, target: HubTarget, onProgress: OnProgress): Promise<Outcome<Published>>;
  /** @param repo `owner/name` @param token fine-grained, used for this call alone */
  publishToPages(edit: PublishEdit, repo: string, token: string, onProgress: OnProgress): Promise<Outcome<Published>>;
  /** Ends what is being published; its call settles with `cancelled`. */
  cancel(): Promise<void>;
}

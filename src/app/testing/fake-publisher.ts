import { type Outcome, succeed } from "../../contract/outcome.ts";
import {
  adapterIdIn,
  type OpenedPackage,
  type Published,
  type Publisher,
  type PublishEdit,
  type SignedIn,
} from "../../contract/publishing.ts";

const EDIT: PublishEdit = {
  title: "Small words",
  summary: "Writes small words.",
  license: "mit",
  language: ["en"],
  tags: [],
  base_model: ["openai-community/gpt2"],
  examples: [],
  defaults: {},
  body: "# Small words\n",
};

/** What a publisher answers in a test; what is not said is answered as where all goes well. */
interface Answers {
  readonly edit?: Partial<PublishEdit>;
  readonly signIn?: Outcome<SignedIn>;
  readonly published?: Outcome<Published>;
  readonly isKnown?: boolean;
  readonly removed?: readonly string[];
  readonly licenses?: Readonly<Record<string, string>>;
}

/** A publisher that sends nothing, and notes what it was asked for. */
export function fakePublisher(answers: Answers = {}) {
  const asked: (readonly [name: string, ...given: unknown[]])[] = [];
  const note = (...call: readonly [string, ...unknown[]]) => void asked.push(call);
  const opened = (name: string): OpenedPackage => ({ name, bytes: 1e6, edit: { ...EDIT, ...answers.edit } });
  const published = answers.published ?? succeed({ url: "https://hub.test/owner/words", isNew: true });
  const owner = answers.signIn ?? succeed({ name: "owner", orgs: ["lab"] });
  const publisher: Publisher = {
    open: async (id) =>
      succeed(adapterIdIn(id) === undefined ? opened(id) : { ...opened(adapterIdIn(id) ?? ""), isAdapter: true }),
    prepare: async (edit) => succeed({ card: edit.body, notes: [], files: [{ path: "config.json", bytes: 100 }] }),
    listSite: async () => succeed([{ path: "index.html", bytes: 2000 }]),
    listRemoved: async () => succeed(answers.removed ?? []),
    listReplaced: async () => succeed(answers.removed ?? []),
    findLicenses: async (repos) =>
      succeed(repos.map((repo) => ({ repo, ...(answers.licenses?.[repo] && { license: answers.licenses[repo] }) }))),
    makeZip: async () => succeed({ name: "words-site.zip", bytes: new Blob(["zip"]) }),
    beginSignIn: async () =>
      succeed(answers.isKnown ? { url: "https://hub.test/authorize", codeVerifier: "v", nonce: "n" } : undefined),
    finishSignIn: async () => owner,
    signInWithToken: async (token) => {
      note("token", token);
      return owner;
    },
    signOut: async () => note("signOut"),
    publishToHub: async (edit, target) => {
      note("hub", edit.title, target);
      return published;
    },
    publishToPages: async (edit, repo) => {
      note("pages", edit.title, repo);
      return published;
    },
    cancel: async () => note("cancel"),
  };
  return { publisher, asked };
}

import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nameFailure } from "../contract/name-failure.ts";
import type { Outcome } from "../contract/outcome.ts";
import type { HubTarget, PublishEdit } from "../contract/publishing.ts";
import { type Files, licensedPackage } from "../publish/testing/package-source.ts";
import { startFakeGitHub } from "../testing/fake-github.ts";
import { startWritableHub, type WritableHub } from "../testing/hub/writable-hub.ts";
import { publisherAt, SITE } from "./testing/publisher-at.ts";

const REDIRECT = `${SITE}publish.html`;
const TARGET: HubTarget = { repo: "owner/tiny", way: "new", isPrivate: false, withSpace: true };
const LOOK = { short_name: "", accent: "#7a1f5c", accent_dark: "", page: "", page_dark: "", feedback_url: "" };
const none = () => undefined;

let hub: WritableHub;
let files: Files;
beforeAll(async () => {
  hub = await startWritableHub({
    visitor: { name: "owner", orgs: ["lab"], scopes: [] },
    tokens: { hf_pasted: { name: "owner", scopes: ["write-repos"] } },
  });
  hub.addClient("of-space", [REDIRECT]);
  files = await licensedPackage();
});
afterAll(() => hub.close());

function valueIn<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(nameFailure(outcome.failure));
  return outcome.value;
}

async function start(beside: Readonly<Record<string, string>> = {}) {
  const { publisher, ...rest } = await publisherAt({ hubUrl: hub.url, files, beside });
  const opened = valueIn(await publisher.open("mine"));
  return { publisher, opened, edit: opened.edit, ...rest };
}

/** Follows the Hub's page as a visitor does. @returns the address that leads back */
async function authorize(url: string): Promise<string> {
  const page = await (await fetch(url)).text();
  return (/href="([^"]+)"/.exec(page)?.[1] ?? "").replaceAll("&amp;", "&");
}

describe("a package", () => {
  it("is opened with what its card says", async () => {
    const { opened } = await start();
    expect(opened).toMatchObject({ name: "mine", edit: { title: "Tiny", summary: "Writes bytes.", license: "mit" } });
  });

  it("has the owner's words, and everything else as it was", async () => {
    const { publisher, edit } = await start();
    const examples = [{ text: "A", output: " b", seed: 3 }];
    const changed: PublishEdit = { ...edit, license: "apache-2.0", examples, defaults: { top_p: 0.5 } };
    const { card, files: listed } = valueIn(await publisher.prepare(changed));
    expect(card).toContain("x-own: kept # why");
    expect(card).toMatch(/license: apache-2.0[\s\S]*seed: 3/);
    expect(listed.map(({ path }) => path)).toContain("generation_config.json");
  });

  it("closes the one before", async () => {
    const { publisher, closed } = await start();
    await publisher.open("other");
    expect(closed).toEqual(["mine"]);
  });
});

describe("the site as a zip", () => {
  it("holds the whole site and the package under the owner's title", async () => {
    const { publisher, edit } = await start();
    const { bytes } = valueIn(await publisher.makeZip({ ...edit, title: "Mine", body: "# Mine\n" }, none));
    const unzipped = unzipSync(new Uint8Array(await bytes.arrayBuffer()));
    expect(Object.keys(unzipped)).toEqual(
      expect.arrayContaining(["404.html", ".nojekyll", "_headers", "models/tiny/manifest.json", "site-files.json"]),
    );
    expect(new TextDecoder().decode(unzipped["index.html"])).toContain("<title>Mine</title>");
    expect(new TextDecoder().decode(unzipped["_headers"])).toContain("Content-Security-Policy");
  });

  it("looks as its owner wants, and is refused with what cannot be", async () => {
    const { publisher, edit } = await start();
    const icon = { name: "a.svg", kind: "svg", base64: btoa("<svg/>") } as const;
    const { bytes } = valueIn(await publisher.makeZip({ ...edit, look: { ...LOOK, icon } }, none));
    const unzipped = unzipSync(new Uint8Array(await bytes.arrayBuffer()));
    const text = (path: string) => new TextDecoder().decode(unzipped[path]);
    expect(JSON.parse(text("site.json"))).toMatchObject({ colors: { accent: "#7a1f5c" }, icon: "icons/site.svg" });
    expect([text("site.css"), text("icons/site.svg")]).toEqual([expect.stringContaining("#7a1f5c"), "<svg/>"]);
    const wrong = { ...edit, look: { ...LOOK, accent: "#ffcc00" } };
    expect(await publisher.prepare(wrong)).toMatchObject({ failure: { detail: "low_contrast" } });
    expect(await publisher.makeZip(wrong, none)).toMatchObject({ failure: { detail: "low_contrast" } });
  });

  it("is not made without a licence, nor of files of another version", async () => {
    const { publisher, edit, site } = await start();
    const unlicensed = await publisher.makeZip({ ...edit, license: "" }, none);
    expect(unlicensed).toMatchObject({ ok: false, failure: { detail: "no_license" } });
    site.set("assets/app.js", new Blob(["2"]));
    const mixed = await publisher.makeZip(edit, none);
    expect(mixed).toMatchObject({ failure: { detail: "site_changed", parameters: { path: "assets/app.js" } } });
    site.delete("assets/app.js");
    expect(await publisher.makeZip(edit, none)).toMatchObject({ failure: { detail: "site_incomplete" } });
  });
});

describe("what is looked up before", () => {
  it("is every file of the site that would go, and what an update removes, for whoever is signed in", async () => {
    const { publisher, edit } = await start();
    const listed = valueIn(await publisher.listSite(edit)).map(({ path }) => path);
    expect(listed).toEqual(
      expect.arrayContaining(["index.html", "404.html", "site.json", "models/tiny/manifest.json"]),
    );
    expect(await publisher.listRemoved(TARGET)).toMatchObject({ failure: { detail: "signed_out" } });
    valueIn(await publisher.signInWithToken("hf_pasted"));
    expect(valueIn(await publisher.listRemoved({ ...TARGET, repo: "owner/not-yet" }))).toEqual([]);
    expect(valueIn(await publisher.findLicenses(["owner/not-yet"]))).toEqual([{ repo: "owner/not-yet" }]);
  });
});

describe("what is asked anew", () => {
  it("ends the question before", async () => {
    const { publisher, edit } = await start();
    valueIn(await publisher.signInWithToken("hf_pasted"));
    const [firstSite, site] = await Promise.all([publisher.listSite(edit), publisher.listSite(edit)]);
    expect([firstSite.ok, site.ok]).toEqual([false, true]);
    const target = { ...TARGET, repo: "owner/not-yet" };
    const [firstRemoved, removed] = await Promise.all([publisher.listRemoved(target), publisher.listRemoved(target)]);
    expect([firstRemoved.ok, removed.ok]).toEqual([false, true]);
  });
});

describe("the sign-in", () => {
  it("ends in a model and its Space, each one commit", async () => {
    const { publisher, edit } = await start();
    const begun = valueIn(await publisher.beginSignIn("new", REDIRECT, "of-space"));
    if (begun === undefined) throw new Error("There is no client.");
    const { url, ...note } = begun;
    expect(new URL(url).searchParams.get("scope")).toBe("openid profile contribute-repos");
    const back = await authorize(url);
    expect(valueIn(await publisher.finishSignIn(back, note))).toEqual({ name: "owner", orgs: ["lab"] });
    const fractions: number[] = [];
    const published = await publisher.publishToHub(edit, TARGET, ({ fraction }) => void fractions.push(fraction));
    expect(valueIn(published)).toMatchObject({ space: `${hub.url}/spaces/owner/tiny`, isNew: true });
    expect(hub.written("owner/tiny")?.commits).toHaveLength(1);
    expect(hub.written("spaces/owner/tiny")?.commits).toHaveLength(1);
    expect(fractions).toEqual([...fractions].sort((one, other) => one - other));
    // A code is good for once.
    expect(await publisher.finishSignIn(back, note)).toMatchObject({ failure: { detail: "sign_in_failed" } });
    expect(await publisher.publishToHub(edit, TARGET, none)).toMatchObject({ failure: { detail: "signed_out" } });
  });

  it("tells no code where the verifier is a wrong one", async () => {
    const { publisher } = await start();
    const begun = valueIn(await publisher.beginSignIn("new", REDIRECT, "of-space"));
    const back = await authorize(begun?.url ?? "");
    const wrong = { codeVerifier: "x".repeat(43), nonce: begun?.nonce ?? "" };
    const outcome = await publisher.finishSignIn(back, wrong);
    expect(outcome).toMatchObject({ failure: { code: "not_published", detail: "sign_in_failed" } });
    expect(JSON.stringify(outcome)).not.toContain(new URL(back).searchParams.get("code"));
  });

  it("knows the site by its document, a Space's id or its owner's, in this order, else not at all", async () => {
    const address = `${SITE}.well-known/oauth-cimd`;
    const document = JSON.stringify({ client_id: address, redirect_uris: [REDIRECT] });
    const owners = { "site.json": JSON.stringify({ oauth_client_id: "of-owner" }) };
    const clientOf = async (beside: Readonly<Record<string, string>>, space?: string) => {
      const begun = valueIn(await (await start(beside)).publisher.beginSignIn("pull", REDIRECT, space));
      return begun && new URL(begun.url).searchParams.get("client_id");
    };
    expect(await clientOf({ ".well-known/oauth-cimd": document, ...owners }, "of-space")).toBe(address);
    expect(await clientOf(owners, "of-space")).toBe("of-space");
    expect(await clientOf(owners)).toBe("of-owner");
    expect(
      await clientOf({ ".well-known/oauth-cimd": document.replaceAll("site.test", "other.test") }),
    ).toBeUndefined();
  });

  it("forgets a pasted token when it is told to", async () => {
    const { publisher, edit } = await start();
    expect(valueIn(await publisher.signInWithToken(" hf_pasted\n"))).toEqual({ name: "owner", orgs: [] });
    expect(await publisher.signInWithToken("hf_wrong")).toMatchObject({ failure: { detail: "signed_out" } });
    valueIn(await publisher.signInWithToken("hf_pasted"));
    await publisher.signOut();
    expect(await publisher.publishToHub(edit, TARGET, none)).toMatchObject({ failure: { detail: "signed_out" } });
  });
});

it("a site goes to GitHub Pages in one commit", async () => {
  const gitHub = await startFakeGitHub("ghp_once", "owner");
  const { publisher } = await publisherAt({ hubUrl: hub.url, gitHubUrl: gitHub.url, files });
  const { edit } = valueIn(await publisher.open("mine"));
  const published = valueIn(await publisher.publishToPages(edit, "owner/site", "ghp_once ", none));
  expect(published).toEqual({ url: "https://owner.github.io/site/", isNew: true });
  expect(valueIn(await publisher.listReplaced(edit, "owner/site", "ghp_once "))).toEqual([]);
  const branded = valueIn(await publisher.publishToPages({ ...edit, look: LOOK }, "owner/site", "ghp_once", none));
  expect(branded.isNew).toBe(true);
  expect(valueIn(await publisher.listReplaced(edit, "owner/site", "ghp_once"))).toEqual(["site.css"]);
  expect([...(gitHub.branch("owner/site", "gh-pages")?.files.keys() ?? [])]).toContain("models/tiny/manifest.json");
  await gitHub.close();
});

describe("a repository that is there already", () => {
  const other: HubTarget = { repo: "owner/other", way: "new", isPrivate: false, withSpace: false };

  async function signedIn() {
    const started = await start();
    valueIn(await started.publisher.signInWithToken("hf_pasted"));
    return started;
  }

  it("is neither taken for a new one nor shown to all where it was to be private", async () => {
    const { publisher, edit } = await signedIn();
    valueIn(await publisher.publishToHub(edit, other, none));
    expect(valueIn(await publisher.publishToHub(edit, other, none)).isNew).toBe(false);
    const changed = { ...edit, title: "Another" };
    expect(await publisher.publishToHub(changed, other, none)).toMatchObject({ failure: { detail: "name_taken" } });
    const secret = { ...other, isPrivate: true };
    expect(await publisher.publishToHub(edit, secret, none)).toMatchObject({ failure: { detail: "public_there" } });
    expect(hub.written(other.repo)?.commits).toHaveLength(1);
  });

  it("has a private Space where it is private", async () => {
    const { publisher, edit } = await signedIn();
    const secret: HubTarget = { repo: "owner/secret", way: "new", isPrivate: true, withSpace: false };
    valueIn(await publisher.publishToHub(edit, secret, none));
    const update: HubTarget = { ...secret, way: "update", isPrivate: false, withSpace: true };
    valueIn(await publisher.publishToHub({ ...edit, title: "Newer" }, update, none));
    expect(hub.written("spaces/owner/secret")?.isPrivate).toBe(true);
  });
});

it("publishes what was opened last, though the one before comes later", async () => {
  const { publisher, closed } = await start();
  const [late, last] = await Promise.all([publisher.open("mine"), publisher.open("mine")]);
  expect(late).toMatchObject({ failure: { code: "cancelled" } });
  expect(last.ok).toBe(true);
  expect(closed).toEqual(["mine", "mine"]);
});

it("moves no branch once it was cancelled", async () => {
  const github = await startFakeGitHub("ghp_once", "owner");
  const { publisher, edit } = await publisherAtGitHub(github.url);
  const outcome = await publisher.publishToPages(edit, "owner/left", "ghp_once", () => void publisher.cancel());
  expect(outcome).toMatchObject({ failure: { code: "cancelled" } });
  await github.close();
});

async function publisherAtGitHub(gitHubUrl: string) {
  const { publisher } = await publisherAt({ hubUrl: hub.url, gitHubUrl, files });
  return { publisher, edit: valueIn(await publisher.open("mine")).edit };
}

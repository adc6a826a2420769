import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inEnglish, saying } from "../../contract/testing/refused.ts";
import { type FakeGitHub, startFakeGitHub } from "../../testing/fake-github.ts";
import { BUILT, builtFiles } from "../testing/built-site.ts";
import { accountAt, quickWorld } from "../testing/hub-owner.ts";
import { listReplaced, publishToPages } from "./publish-to-pages.ts";

const TOKEN = "github_pat_secret";
const REPO = "owner/site";
let github: FakeGitHub;
beforeEach(async () => {
  github = await startFakeGitHub(TOKEN, "owner", ["owner/empty"]);
});
afterEach(() => github.close());

const publish = (files = builtFiles(), repo = REPO, token = TOKEN) =>
  publishToPages(repo, files, "Publish", { account: accountAt(github.url, token), world: quickWorld() });
const shown = (repo = REPO) =>
  Object.fromEntries(
    [...(github.branch(repo, "gh-pages")?.files ?? [])].map(([path, bytes]) => [path, bytes.toString()]),
  );

describe("publishToPages", () => {
  it.each([REPO, "owner/empty", "lab/site"])(
    "publishes every file in one commit and switches Pages on: %s",
    async (repo) => {
      const { url, isNew } = await publish(builtFiles(), repo);
      expect({ url, isNew }).toEqual({ url: `https://${repo.replace("/", ".github.io/")}/`, isNew: true });
      expect(shown(repo)).toEqual(BUILT);
      expect(github.branch(repo, "gh-pages")?.commits).toBe(1);
      expect(github.isPublished(repo)).toBe(true);
    },
  );

  it("sends only what is new, takes away what is gone, and commits nothing twice", async () => {
    await publish();
    expect(await publish()).toMatchObject({ isNew: false });
    const before = github.log.length;
    const { "picture.png": _gone, ...rest } = BUILT;
    await publish(builtFiles({ ...rest, "new.txt": "new" }));
    expect(github.log.slice(before).filter((call) => call.endsWith("/git/blobs"))).toHaveLength(1);
    expect(shown()).toEqual({ ...rest, "new.txt": "new" });
    expect(github.branch(REPO, "gh-pages")?.commits).toBe(2);
  });

  it("tells before what it takes away, and nothing where there is no branch yet", async () => {
    const call = { account: accountAt(github.url, TOKEN), world: quickWorld() };
    const gone = async (paths: string[], repo = REPO) => (await listReplaced(repo, paths, call)).paths;
    for (const repo of [REPO, "owner/empty"]) expect(await gone(["index.html"], repo)).toEqual([]);
    await publish();
    const { "picture.png": _gone, "sw.js": _worker, ...rest } = BUILT;
    expect(await gone(Object.keys(rest))).toEqual(["picture.png", "sw.js"]);
    await publish(builtFiles(rest));
    expect(await gone(Object.keys(rest))).toEqual([]);
    expect(github.branch(REPO, "gh-pages")?.commits).toBe(2);
  });

  /** As GitHub has it where a tree with all below it has more than two entries. */
  const cutting =
    (level: number): typeof fetch =>
    async (input, init) => {
      const answer = await fetch(input, init);
      if (!`${input}`.includes("/git/trees/") || init?.method !== undefined) return answer;
      const { tree: whole, ...rest }: { tree: { path: string; type: string; sha: string }[] } = await answer.json();
      const most = `${input}`.includes("?recursive=1") ? 2 : level;
      return Response.json({ ...rest, tree: whole.slice(0, most), truncated: whole.length > most });
    };
  const calling = (level: number) => ({
    account: accountAt(github.url, TOKEN),
    world: { ...quickWorld(), fetch: cutting(level) },
  });

  it("tells all of an old branch with more files than GitHub lists at once, folder by folder, and publishes", async () => {
    const deep = { "a/b/1": "1", "a/b/2": "2", "a/b/c/3": "3", "d/4": "4", "e/5": "5", "f/g/6": "6", top: "7" };
    await publish(builtFiles(deep));
    expect(await listReplaced(REPO, ["top"], calling(99))).toEqual({
      paths: Object.keys(deep).filter((path) => path !== "top"),
      isCut: false,
    });
    await publishToPages(REPO, builtFiles({ "new.txt": "new" }), "Publish", calling(99));
    expect(shown()).toEqual({ "new.txt": "new" });
  });

  it("says that there are more where one folder has more files than GitHub lists", async () => {
    await publish(builtFiles({ 1: "1", 2: "2", 3: "3" }));
    const { paths, isCut } = await listReplaced(REPO, [], calling(2));
    expect([paths, isCut]).toEqual([["1", "2"], true]);
  });

  const calls = [/user\/repos/, /git\/blobs/, /git\/trees/, /git\/commits/, /git\/refs/, /POST .*\/pages/];
  it.each((["before", "middle", "after"] as const).flatMap((how) => calls.map((place) => ({ how, place }))))(
    "goes on after a break: %j",
    async ({ how, place }) => {
      github.breaks.add(place, how, 2);
      await publish();
      expect(shown()).toEqual(BUILT);
      expect(github.branch(REPO, "gh-pages")?.commits).toBe(1);
      expect(github.isPublished(REPO)).toBe(true);
    },
  );

  it("leaves the old site as it was where it ends in the middle", async () => {
    await publish();
    github.breaks.add(/git\/trees/, { status: 500 }, 99);
    await expect(publish(builtFiles({ "a.txt": "a" }))).rejects.toThrow(saying("refused with status 500"));
    expect(shown()).toEqual(BUILT);
  });

  it("says why GitHub refuses, and what is too large before anything is sent, never the token", async () => {
    const failure = await publish(builtFiles(), REPO, "github_pat_wrong").catch((error: unknown) => error);
    expect(inEnglish(failure)).toContain("does not accept the token");
    expect(JSON.stringify(failure)).not.toContain("github_pat");
    github.breaks.add(/git\/blobs/, { status: 403, retryAfter: "600" });
    await expect(publish()).rejects.toThrow(saying("asks to wait 600 s"));
    const before = github.log.length;
    const large = { path: "large.bin", content: new Blob([new Uint8Array(26 * 1024 * 1024)]) };
    await expect(publish([large])).rejects.toThrow(saying("large.bin: 27 MB are more than"));
    expect(github.log.length).toBe(before);
  });
});

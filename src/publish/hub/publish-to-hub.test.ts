import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inEnglish, saying } from "../../contract/testing/refused.ts";
import { startWritableHub, type WritableHub } from "../../testing/hub/writable-hub.ts";
import { preparePackage, type PublishedPackage } from "../package-files.ts";
import type { PublishProgress } from "../publish-world.ts";
import { accountAt, quickWorld, READER, TOKENS } from "../testing/hub-owner.ts";
import { licensedPackage, sourceOf } from "../testing/package-source.ts";
import { type HubUpload, publishToHub } from "./publish-to-hub.ts";

let hub: WritableHub;
let made: PublishedPackage;
const NAME = "owner/tiny";
const STRANGER = "eva/weights";

beforeEach(async () => {
  hub = await startWritableHub({ tokens: TOKENS, repos: { [STRANGER]: { files: { "pytorch_model.bin": "x" } } } });
});
beforeAll(async () => {
  made = await preparePackage(sourceOf(await licensedPackage()));
});
afterEach(() => hub.close());

const uploadOf = (changes: Partial<HubUpload> = {}): HubUpload => ({
  repo: { type: "model", name: NAME },
  files: made.files,
  listing: made.listing,
  message: "Add tiny",
  ...changes,
});
const callOf = () => ({ account: accountAt(hub.url), world: quickWorld() });
const publish = (changes: Partial<HubUpload> = {}, token?: string) =>
  publishToHub(uploadOf(changes), { account: accountAt(hub.url, token), world: quickWorld() });

describe("publishToHub", () => {
  it("creates the repository and publishes everything in one commit", async () => {
    const seen: PublishProgress[] = [];
    const answer = await publishToHub(uploadOf(), { ...callOf(), onProgress: (one) => seen.push(one) });
    expect(answer).toEqual({ url: `${hub.url}/${NAME}`, isNew: true, isPrivate: false });
    expect(hub.written(NAME)?.commits).toEqual([{ summary: "Add tiny", by: "owner", branch: "main" }]);
    expect(await preparePackage(sourceOf(filesOf(NAME)))).toMatchObject({ listing: made.listing });
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(seen.at(-1)?.step).toBe("committing");
  });

  it("commits nothing twice, and updates what changed in one further commit, without what it replaces", async () => {
    await publish();
    expect(await publish()).toEqual({ url: `${hub.url}/${NAME}`, isNew: false, isPrivate: false });
    expect(hub.written(NAME)?.commits).toHaveLength(1);
    const [first, ...rest] = made.files;
    await publish({ files: rest, obsolete: [first?.path ?? "", "never-there.bin"], message: "Less" });
    expect(hub.written(NAME)?.commits.map(({ summary }) => summary)).toEqual(["Add tiny", "Less"]);
    expect(Object.keys(filesOf(NAME))).not.toContain(first?.path);
  });

  it.each(["basic", "multipart", "xet"] as const)("sends large files as the Hub asks: %s", async (transfer) => {
    hub.large.transfer = transfer;
    hub.large.chunkSize = 50_000;
    await publish();
    expect(await preparePackage(sourceOf(filesOf(NAME)))).toMatchObject({ listing: made.listing });
    const stored = hub.log.filter(({ url }) => url.startsWith(hub.cdnUrl));
    const ways = new Set(stored.map(({ url }) => /\/(cas\/v1\/\w+|lfs)/.exec(url)?.[1]));
    const sent = { basic: ["lfs"], multipart: ["lfs"], xet: ["cas/v1/chunks", "cas/v1/xorbs", "cas/v1/shards"] };
    expect([...ways]).toEqual(sent[transfer]);
  });

  it("goes the plain way where the chunk store takes nothing, and sends chunks again after a break", async () => {
    hub.large.transfer = "xet";
    hub.breaks.add(/cas\/v1\/xorbs/, "middle");
    await publish();
    expect(hub.log.some(({ url }) => url.startsWith(`${hub.cdnUrl}/lfs/`))).toBe(false);
    hub.large.isFull = true;
    await publish({ repo: { type: "model", name: "owner/full" } });
    expect(hub.written("owner/full")?.commits).toHaveLength(1);
  });

  it("makes a pull request to a repository of somebody else, once", async () => {
    const changes = { repo: { type: "model", name: STRANGER }, isPullRequest: true } as const;
    const answer = await publish(changes);
    expect(answer).toEqual({ url: `${hub.url}/${STRANGER}/discussions/1`, isNew: true, isPrivate: false });
    expect(await publish(changes)).toEqual({ ...answer, isNew: false, isPrivate: false });
    expect(hub.written(STRANGER)?.commits.map(({ branch }) => branch)).toEqual(["refs/pr/1"]);
    expect(Object.keys(filesOf(STRANGER))).toEqual(["pytorch_model.bin"]);
  });

  it("makes private repositories, those of an organization, and Spaces", async () => {
    await publish({ repo: { type: "model", name: "lab/tiny" }, isPrivate: true });
    expect(hub.written("lab/tiny")).toMatchObject({ isPrivate: true, commits: [{}] });
    const space = await publish({ repo: { type: "space", name: NAME } });
    expect(space.url).toBe(`${hub.url}/spaces/${NAME}`);
    expect(hub.written(`spaces/${NAME}`)?.commits).toHaveLength(1);
  });

  it.each([
    ["hf_unknown", {}, "does not accept the token"],
    [READER, {}, "does not allow this token to write to owner/tiny"],
    [undefined, { repo: { type: "model", name: STRANGER } }, `does not allow this token to write to ${STRANGER}`],
    [undefined, { repo: { type: "model", name: "eva/none" }, isPullRequest: true }, "has no eva/none"],
  ] as const)("says why the Hub refuses: %s %j", async (token, changes, told) => {
    await expect(publish(changes, token)).rejects.toThrow(saying(told));
  });
});

describe("an upload that breaks", () => {
  const PUT = /^PUT \/lfs\//;
  const COMMIT = /\/commit\/main/;
  const breaks = [
    ...(["before", "middle", "after"] as const).flatMap((how) =>
      [/repos\/create/, /preupload/, /objects\/batch/, PUT, COMMIT].flatMap((place) =>
        [1, 3].map((times) => ({ how, place, times })),
      ),
    ),
  ];

  it.each(breaks)("goes on, or says so, and publishes nothing by half: %j", async ({ how, place, times }) => {
    hub.breaks.add(place, how, times);
    const first = await publish().catch((error: unknown) => error);
    const commits = hub.written(NAME)?.commits.length ?? 0;
    if (first instanceof Error) {
      expect(inEnglish(first)).toContain("Publish again");
      expect(commits).toBe(0);
    } else expect(commits).toBe(1);
    await publish();
    expect(hub.written(NAME)?.commits).toHaveLength(1);
    expect(await preparePackage(sourceOf(filesOf(NAME)))).toMatchObject({ listing: made.listing });
  });

  it("ends with words where no answer ever comes", async () => {
    hub.breaks.add(PUT, "middle", 9999);
    await expect(publish()).rejects.toThrow(saying("broke off", { hint: "what was uploaded is not sent again" }));
    expect(hub.written(NAME)?.commits).toEqual([]);
    hub.breaks.clear();
    await publish();
    expect(hub.written(NAME)?.commits).toHaveLength(1);
  });

  it("says that it cannot know where the Hub is gone right after the commit", async () => {
    await publish();
    const [, ...rest] = made.files;
    hub.breaks.add(COMMIT, "after");
    const world = quickWorld();
    let isSent = false;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (isSent) throw new TypeError("gone");
      isSent = init?.method === "POST" && /\/commit\//.test(String(input));
      return world.fetch(input, init);
    };
    const upload = uploadOf({ files: rest, message: "Less", obsolete: [made.files[0]?.path ?? ""] });
    await expect(publishToHub(upload, { ...callOf(), world: { ...world, fetch } })).rejects.toThrow(
      saying("whether the commit arrived"),
    );
    expect((await publish({ files: rest, obsolete: upload.obsolete ?? [] })).isNew).toBe(false);
  });

  it("is not sent again as far as it was sent", async () => {
    hub.breaks.add(COMMIT, { status: 500 });
    await expect(publish()).rejects.toThrow(saying("refused with status 500"));
    const sent = hub.log.filter(({ method }) => method === "PUT").length;
    await publish();
    expect(hub.log.filter(({ method }) => method === "PUT").length).toBe(sent);
  });

  it.each([
    [/objects\/batch/, { status: 413 }, "more than"],
    [/preupload/, { status: 429, retryAfter: "300" }, "asks to wait 300 s"],
    [/preupload/, { status: 401 }, "does not accept the token"],
    [/preupload/, { status: 422 }, "refused with status 422: status 422"],
    [COMMIT, { status: 412 }, "was changed by someone else"],
  ] as const)("ends with words where the Hub says no: %s %j", async (place, how, told) => {
    hub.breaks.add(place, how, 99);
    await expect(publish()).rejects.toThrow(saying(told));
    expect(hub.written(NAME)?.commits).toEqual([]);
  });

  it("waits as long as the Hub asks", async () => {
    hub.breaks.add(/preupload/, { status: 429, retryAfter: "7" });
    hub.breaks.add(COMMIT, { status: 503 });
    const waits: number[] = [];
    await publishToHub(uploadOf(), { ...callOf(), world: quickWorld(waits) });
    expect(waits).toEqual([7000, 500]);
  });

  it("tells no token and no signed address", async () => {
    hub.breaks.add(PUT, { status: 403 }, 999);
    const error = await publish().catch((caught: unknown) => caught);
    expect(JSON.stringify([error, inEnglish(error)])).not.toMatch(/hf_|Signature/);
    expect(hub.written(NAME)?.commits).toEqual([]);
  });

  it("is over at once when the owner stops it", async () => {
    const stop = new AbortController();
    const seen = (one: PublishProgress) => one.step === "uploading" && stop.abort();
    const upload = publishToHub(uploadOf(), { ...callOf(), onProgress: seen, signal: stop.signal });
    await expect(upload).rejects.toMatchObject({ failure: { code: "cancelled" } });
    expect(hub.written(NAME)?.commits).toEqual([]);
  });
});

function filesOf(name: string) {
  const files = hub.written(name)?.repo.files ?? {};
  return Object.fromEntries(
    Object.entries(files).map(([path, file]) => [path, typeof file === "string" ? file : Uint8Array.from(file)]),
  );
}

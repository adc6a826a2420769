import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inEnglish } from "../contract/testing/refused.ts";
import type { HubTarget, Published, Publisher, PublishEdit } from "../contract/publishing.ts";
import type { Outcome } from "../contract/outcome.ts";
import { type Files, licensedPackage } from "../publish/testing/package-source.ts";
import type { Break } from "../testing/hub/breaks.ts";
import { startWritableHub, type WritableHub } from "../testing/hub/writable-hub.ts";
import { publisherAt } from "./testing/publisher-at.ts";

const TOKEN = "hf_pasted";
const CUTS = ["before", "middle", "after"] as const;
/** What the page's thread asks the Hub for, from the first word to the last. */
const PLACES = [/repos\/create/, /preupload/, /objects\/batch/, /^PUT \/lfs\//, /\/commit\/main/];
const BREAKS = combine(CUTS, PLACES);
/** The same where large files go in chunks, the last when the first token is over; besides cuts, what a store answers in trouble, or to a token that is over. */
const CHUNK_PLACES = [/^GET \/cas\/v1\/chunks/, /^POST \/cas\/v1\/xorbs/, /^POST \/cas\/v1\/shards/];
const RENEWAL = /^GET \/api\/xet-write-token/;
const EXPIRED = { status: 401 } as const;
const TROUBLES = [{ status: 500 }, { status: 429, retryAfter: "2" }, EXPIRED] as const;
const CHUNK_BREAKS = combine([...CUTS, ...TROUBLES], [...CHUNK_PLACES, RENEWAL]);

interface TestedBreak {
  readonly how: Break;
  readonly place: RegExp;
  readonly times: number;
}

function combine(hows: readonly Break[], places: readonly RegExp[]): readonly TestedBreak[] {
  return hows.flatMap((how) => places.flatMap((place) => [1, 3].map((times) => ({ how, place, times }))));
}

let hub: WritableHub;
let files: Files;
let publisher: Publisher;
let edit: PublishEdit;
let number = 0;
beforeAll(async () => {
  hub = await startWritableHub({ tokens: { [TOKEN]: { name: "owner", scopes: ["write-repos"] } } });
  files = await licensedPackage();
});
afterAll(() => hub.close());
beforeEach(async () => {
  hub.breaks.clear();
  hub.large.transfer = "basic";
  hub.large.givesOldTokens = false;
  hub.large.objects.clear();
  ({ publisher } = await publisherAt({ hubUrl: hub.url, files }));
  const opened = await publisher.open("mine");
  const signedIn = await publisher.signInWithToken(TOKEN);
  if (!opened.ok || !signedIn.ok) throw new Error("There is nothing to publish.");
  edit = opened.value.edit;
});

const commitsOf = (name: string) => hub.written(name)?.commits.length ?? 0;

/** All went well, or words that say what to do; never a model or a site by half. */
function expectWholeOrWords(outcome: Outcome<Published>, { repo, withSpace }: HubTarget, words: RegExp): void {
  const failure = outcome.ok ? outcome.value.spaceFailure : outcome.failure;
  if (failure !== undefined) expect(inEnglish(failure)).toMatch(words);
  expect(commitsOf(repo)).toBe(outcome.ok ? 1 : 0);
  expect(commitsOf(`spaces/${repo}`)).toBe(withSpace && outcome.ok && failure === undefined ? 1 : 0);
}

async function expectOneCommit({ how, place, times }: TestedBreak, withSpace: boolean): Promise<void> {
  const repo = `owner/broken-${++number}`;
  const target: HubTarget = { repo, way: "new", isPrivate: false, withSpace };
  hub.breaks.add(place, how, times);
  // A token that the Hub itself takes no longer is not helped by another try.
  const words = place === RENEWAL && how === EXPIRED ? /Sign in again/ : /Publish again/;
  expectWholeOrWords(await publisher.publishToHub(edit, target, () => undefined), target, words);
  hub.breaks.clear();
  const again = await publisher.publishToHub(edit, target, () => undefined);
  expect(again).toMatchObject({ ok: true, value: withSpace ? { space: `${hub.url}/spaces/${repo}` } : {} });
  expect([commitsOf(repo), commitsOf(`spaces/${repo}`)]).toEqual([1, withSpace ? 1 : 0]);
  const paths = Object.keys(hub.written(repo)?.repo.files ?? {});
  expect(paths).toEqual(expect.arrayContaining(Object.keys(files)));
}

describe("an upload of the page's thread that breaks", () => {
  it("is tried in thirty ways", () => expect(BREAKS).toHaveLength(30));

  it.each(BREAKS)("goes on, or says so, and is one commit in the end: $how $place $times", (one) =>
    expectOneCommit(one, true),
  );

  it("is tried in forty-eight ways in chunks", () => expect(CHUNK_BREAKS).toHaveLength(48));

  it.each(CHUNK_BREAKS)(
    "goes on in chunks, or says so, and is one commit in the end: $how $place $times",
    async (one) => {
      hub.large.transfer = "xet";
      hub.large.givesOldTokens = one.place === RENEWAL;
      const before = hub.log.length;
      await expectOneCommit(one, false);
      const sent = hub.log.slice(before);
      // It did break and was asked for again, and what is only a moment's trouble changes no way.
      const asked = sent.filter(({ method, url }) => one.place.test(`${method} ${new URL(url).pathname}`));
      expect(asked.length).toBeGreaterThan(1);
      const isPassing =
        one.how === "before" || one.how === "middle" || (typeof one.how === "object" && one.how.status !== 401);
      if (isPassing) expect(sent.filter(({ url }) => url.startsWith(`${hub.cdnUrl}/lfs/`))).toEqual([]);
    },
  );

  it("tells the model's address where the Space alone breaks for good", async () => {
    const repo = "owner/alone";
    hub.breaks.add(/api\/spaces\/.*\/commit\/main/, { status: 500 }, 99);
    const outcome = await publisher.publishToHub(
      edit,
      { repo, way: "new", isPrivate: false, withSpace: true },
      () => undefined,
    );
    expect(outcome).toMatchObject({ ok: true, value: { url: `${hub.url}/${repo}`, isNew: true } });
    expect(outcome.ok && inEnglish(outcome.value.spaceFailure)).toContain("refused with status 500");
    expect([commitsOf(repo), commitsOf(`spaces/${repo}`)]).toEqual([1, 0]);
  });
});

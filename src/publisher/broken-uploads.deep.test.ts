import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inEnglish } from "../contract/testing/refused.ts";
import type { HubTarget, Published, Publisher, PublishEdit } from "../contract/publishing.ts";
import type { Outcome } from "../contract/outcome.ts";
import { type Files, licensedPackage } from "../publish/testing/package-source.ts";
import { startWritableHub, type WritableHub } from "../testing/hub/writable-hub.ts";
import { publisherAt } from "./testing/publisher-at.ts";

const TOKEN = "hf_pasted";
/** What the page's thread asks the Hub for, from the first word to the last. */
const PLACES = [/repos\/create/, /preupload/, /objects\/batch/, /^PUT \/lfs\//, /\/commit\/main/];
const BREAKS = (["before", "middle", "after"] as const).flatMap((how) =>
  PLACES.flatMap((place) => [1, 3].map((times) => ({ how, place, times }))),
);

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
  ({ publisher } = await publisherAt({ hubUrl: hub.url, files }));
  const opened = await publisher.open("mine");
  const signedIn = await publisher.signInWithToken(TOKEN);
  if (!opened.ok || !signedIn.ok) throw new Error("There is nothing to publish.");
  edit = opened.value.edit;
});

const commitsOf = (name: string) => hub.written(name)?.commits.length ?? 0;

/** All went well, or words that say what to do; never a model or a site by half. */
function expectWholeOrWords(outcome: Outcome<Published>, repo: string): void {
  const failure = outcome.ok ? outcome.value.spaceFailure : outcome.failure;
  if (failure !== undefined) expect(inEnglish(failure)).toContain("Publish again");
  expect(commitsOf(repo)).toBe(outcome.ok ? 1 : 0);
  expect(commitsOf(`spaces/${repo}`)).toBe(outcome.ok && failure === undefined ? 1 : 0);
}

describe("an upload of the page's thread that breaks", () => {
  it("is tried in thirty ways", () => expect(BREAKS).toHaveLength(30));

  it.each(BREAKS)("goes on, or says so, and is one commit in the end: %j", async ({ how, place, times }) => {
    const repo = `owner/broken-${++number}`;
    const target: HubTarget = { repo, way: "new", isPrivate: false, withSpace: true };
    hub.breaks.add(place, how, times);
    expectWholeOrWords(await publisher.publishToHub(edit, target, () => undefined), repo);
    hub.breaks.clear();
    const again = await publisher.publishToHub(edit, target, () => undefined);
    expect(again).toMatchObject({ ok: true, value: { space: `${hub.url}/spaces/${repo}` } });
    expect([commitsOf(repo), commitsOf(`spaces/${repo}`)]).toEqual([1, 1]);
    const paths = Object.keys(hub.written(repo)?.repo.files ?? {});
    expect(paths).toEqual(expect.arrayContaining(Object.keys(files)));
  });

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

import { expect, it } from "vitest";
import { fail, type Outcome } from "../../contract/outcome.ts";
import type { SmallVoice } from "../../contract/training.ts";
import { fakeTrainer } from "../testing/fake-trainer.ts";
import { Lesson } from "./lesson.ts";

const SMALL: SmallVoice = { name: "mine.hostless-voice", bytes: new Blob(["HLv"]), perplexity: 40 };

/** A lesson whose making it small a test settles by hand. */
function openLesson() {
  const { trainer, calls } = fakeTrainer();
  const makings: { tell(done: number): void; settle(outcome: Outcome<SmallVoice>): void }[] = [];
  const makeSmall: typeof trainer.makeSmall = (_name, tell) =>
    new Promise((settle) => void makings.push({ tell, settle }));
  return { lesson: new Lesson({ ...trainer, makeSmall }), makings, calls };
}

it("begins making it small at nothing, after one that failed, too", async () => {
  const { lesson, makings } = openLesson();
  const first = lesson.makeSmall("mine");
  makings[0]?.tell(0.7);
  expect(lesson.state()).toMatchObject({ work: "making", making: 0.7 });
  makings[0]?.settle(fail("busy", "training", {}));
  await first;
  expect(lesson.state()).toMatchObject({ failure: { code: "busy" } });
  const second = lesson.makeSmall("mine");
  expect(lesson.state()).toMatchObject({ work: "making", making: 0 });
  makings[1]?.settle({ ok: true, value: SMALL });
  await second;
  expect(lesson.state()).toMatchObject({ small: SMALL });
});

it("stops making it small without a failure, and keeps what was made before", async () => {
  const { lesson, makings, calls } = openLesson();
  for (const outcome of [{ ok: true, value: SMALL } as const, fail("cancelled", "training", {})]) {
    const made = lesson.makeSmall("mine");
    if (!outcome.ok) lesson.stop();
    makings.at(-1)?.settle(outcome);
    await made;
  }
  expect(calls).toEqual(["stop"]);
  expect(lesson.state()).toMatchObject({ isStopping: false, small: SMALL });
  expect([lesson.state().failure, lesson.state().work]).toEqual([undefined, undefined]);
});

const QUOTES = { kind: "site", path: "models/quotes" } as const;
const POEMS = { kind: "site", path: "models/poems" } as const;
const PLAYS = { kind: "site", path: "models/plays" } as const;

it("follows the page's model until the visitor chooses one", async () => {
  const { trainer, calls } = fakeTrainer();
  const lesson = new Lesson(trainer);
  await lesson.open(QUOTES);
  await lesson.open(POEMS);
  await lesson.choose(PLAYS);
  await lesson.open(QUOTES);
  expect(calls).toEqual(["open models/quotes", "open models/poems", "open models/plays"]);
  expect(lesson.state()).toMatchObject({ source: PLAYS, isChosen: true });
});

it("opens an adapter that is kept for the model that is open already without opening that anew", async () => {
  const { trainer, calls } = fakeTrainer();
  const lesson = new Lesson(trainer);
  await lesson.choose(QUOTES, "1");
  await lesson.choose(QUOTES, "2");
  expect(calls).toEqual(["open models/quotes 1", "kept 2"]);
});

it("goes on with no other model's training while what was learned is not kept", async () => {
  const { trainer, calls, lessons } = fakeTrainer({
    unfinished: { source: POEMS, model: "poems", name: "a", texts: 20, done: 0.5 },
  });
  const lesson = new Lesson(trainer);
  await lesson.open(QUOTES);
  await lesson.openAdapter({ path: "mine.zip", bytes: new Blob() });
  await lesson.goOn();
  expect([calls, lessons]).toEqual([["open models/quotes", "adapter mine.zip"], []]);
});

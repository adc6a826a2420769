import { expect, it } from "vitest";
import { succeed } from "../../contract/outcome.ts";
import { fakeTrainer } from "../testing/fake-trainer.ts";
import { Lesson } from "./lesson.ts";
import { endWhenOver } from "./open-lesson.ts";

it("ends a thread once the file that it makes is saved, at once where it does nothing", async () => {
  const { trainer, calls } = fakeTrainer();
  let merge = () => {};
  const merging = new Promise<void>((resolve) => {
    merge = resolve;
  });
  const lesson = new Lesson({
    ...trainer,
    async saveMerged(name) {
      await merging;
      return succeed({ name, bytes: new Blob(["zip"]) });
    },
  });
  const end = () => trainer.end();
  const saving = lesson.save("mine", async (made) => ((await made).ok ? succeed("mine") : succeed("none")), "merged");
  endWhenOver({ lesson, end });
  expect(calls).toEqual([]);
  merge();
  await saving;
  expect([calls, lesson.state().said]).toEqual([["end"], { what: "merged", name: "mine" }]);
  endWhenOver({ lesson, end });
  expect(calls).toEqual(["end", "end"]);
});

it("stops what nobody would see", () => {
  const { trainer, calls } = fakeTrainer();
  const lesson = new Lesson({ ...trainer, makeSmall: () => new Promise(() => {}) });
  void lesson.makeSmall("mine");
  endWhenOver({ lesson, end: () => trainer.end() });
  expect(calls).toEqual(["stop"]);
});

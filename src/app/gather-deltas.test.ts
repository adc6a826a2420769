import { expect, it } from "vitest";
import { DeltaGatherer } from "./gather-deltas.ts";

function start() {
  const drawn: string[] = [];
  const frames: (() => void)[] = [];
  const gatherer = new DeltaGatherer(
    (callback) => void frames.push(callback),
    (deltas) => void drawn.push(deltas.map(({ text }) => text).join("")),
  );
  const frame = () => {
    for (const callback of frames.splice(0)) callback();
  };
  const add = (text: string) => gatherer.add({ sample: 0, text, tokens: 1 });
  return { gatherer, drawn, frames, frame, add };
}

it("draws what has come at the next frame, then at every other one", () => {
  const { drawn, frame, add } = start();
  add("a");
  add("b");
  expect(drawn).toEqual([]);
  frame();
  add("c");
  frame();
  expect(drawn).toEqual(["ab"]);
  add("d");
  frame();
  expect(drawn).toEqual(["ab", "cd"]);
});

it("asks for no frame while nothing comes, and begins anew with the next piece", () => {
  const { drawn, frames, frame, add } = start();
  add("a");
  frame();
  frame();
  expect(frames).toEqual([]);
  add("b");
  frame();
  expect(drawn).toEqual(["a", "b"]);
});

it("draws at once what is held when the run has ended, and nothing twice", () => {
  const { gatherer, drawn, frame, add } = start();
  add("a");
  gatherer.flush();
  frame();
  gatherer.flush();
  expect(drawn).toEqual(["a"]);
});

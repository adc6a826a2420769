import { expect, it } from "vitest";
import { makeFailure } from "../contract/outcome.ts";
import { resultOf } from "./testing/fake-worker.ts";
import { ThreadObservers } from "./thread-observers.ts";

it("tells everybody who listens, and nobody who no longer does", () => {
  const observers = new ThreadObservers();
  const heard: string[] = [];
  const end = observers.subscribe({ onStatus: ({ kind }) => void heard.push(`one ${kind}`) });
  observers.subscribe({
    onStatus: ({ kind }) => void heard.push(`two ${kind}`),
    onWritten: ({ samples }, priority) => void heard.push(`two ${samples[0]?.text} ${priority}`),
  });
  observers.onStatus({ kind: "lost", failure: makeFailure("cancelled", "load", {}) });
  end();
  observers.onStatus({ kind: "lost", failure: makeFailure("cancelled", "load", {}) });
  observers.onWritten(resultOf("life"), "visitor");
  expect(heard).toEqual(["one lost", "two lost", "two lost", "two life visitor"]);
});

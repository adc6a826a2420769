import { expect, it } from "vitest";
import { createChoiceMemory } from "./remembered-choice.ts";

it("remembers nothing, and fails nowhere, where there is no storage", async () => {
  expect(globalThis.indexedDB).toBeUndefined();
  const choices = createChoiceMemory();
  await choices.remember("model", "q8", "kernel");
  expect(await choices.recall("model", "q8")).toBeUndefined();
  await choices.begin("model", "q8");
  expect(await choices.unfinished("model", "q8")).toBe(0);
  await choices.end("model", "q8");
});

import { expect, it } from "vitest";
import { createChoiceMemory } from "./remembered-choice.ts";

it("remembers nothing, and fails nowhere, where there is no storage", async () => {
  expect(globalThis.indexedDB).toBeUndefined();
  const choices = createChoiceMemory();
  await choices.remember("model", "q8", "kernel");
  expect(await choices.recall("model", "q8")).toBeUndefined();
  await choices.forget("model", "q8");
});

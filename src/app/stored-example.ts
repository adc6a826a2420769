import type { CardExample } from "../contract/model-offer.ts";

/** The stored output to show while there is no run: of the example in the box, or of the first one in an empty box. */
export function storedExample(examples: readonly CardExample[] = [], prompt: string): CardExample | undefined {
  const told = examples.filter(({ output }) => output !== undefined);
  return prompt === "" ? told[0] : told.find(({ text }) => text === prompt);
}

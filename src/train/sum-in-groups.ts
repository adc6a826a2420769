import { groupTexts } from "./batches.ts";

type Texts = readonly (readonly number[])[];

/**
 * Computes texts in groups, one after the other, and adds their losses up.
 * @param most tokens of a group
 * @param compute losses of a group's texts
 * @param breathe awaited before each computation
 */
export async function sumInGroups(
  texts: Texts,
  most: number,
  compute: (group: Texts) => readonly number[],
  breathe: () => Promise<void>,
): Promise<number> {
  let sum = 0;
  for (const group of groupTexts(texts, most)) {
    await breathe();
    for (const loss of compute(group)) sum += loss;
  }
  return sum;
}

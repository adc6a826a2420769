/** Waits until all have ended, also where one fails: nothing goes on behind the back of who waits. @throws what was thrown first */
export async function settleAll<T extends readonly unknown[] | []>(
  parts: T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const all = Promise.all(parts);
  await Promise.allSettled([all, ...parts]);
  return all;
}

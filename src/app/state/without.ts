/** A state without some of its optional parts. */
export function without<S extends object, K extends keyof S>(state: S, ...keys: readonly K[]): Omit<S, K> {
  const rest = { ...state };
  for (const key of keys) delete rest[key];
  return rest;
}

/** Objects inside a request's body that may hold nulls: the body itself, and its parts (`parameters`, `stream_options`). */
const DEPTH = 2;

/**
 * The same value without the members that are null: in a request, null means "not given", as in JSON made from
 * Python's `None`. Lists keep their nulls, and so does what is nested deeper than a request goes.
 */
export function withoutNulls(value: unknown, depth = DEPTH): unknown {
  if (depth === 0 || typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member, depth - 1)]));
}

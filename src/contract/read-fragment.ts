import { keepRevision } from "./hub-address.ts";
import { decodeEntities, unmangle } from "./unmangle.ts";

const SEPARATOR = /[&?#]/;
/** A name alone has no value: a link that was cut there. */
const PART = /^[^\p{L}\p{N}%]*([\w-]+)(?:=(.*))?$/su;

/**
 * The parts `name=value` of an address's fragment, with or without `#`; names in lower case, the first of a name counts.
 * What trackers append (`&utm_source=…`, `?fbclid=…`) is a part of its own. Separators that are escaped inside a value end
 * it; a value never names another part.
 */
export function readFragment(fragment: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const [name, value] of decodeEntities(fragment).split(SEPARATOR).flatMap(readPart)) {
    if (!parts.has(name)) parts.set(name, value);
  }
  return parts;
}

/** A part as it stands; where no plain name begins it, it was escaped as a whole and may be several. */
function readPart(part: string): readonly (readonly [name: string, value: string])[] {
  const plain = nameAndValue(part);
  if (plain !== undefined) return [[plain[0], unmangle(keepRevision(plain[1])).split(SEPARATOR)[0] ?? ""]];
  return unmangle(part)
    .split(SEPARATOR)
    .flatMap((inner) => {
      const found = nameAndValue(inner);
      return found === undefined ? [] : [found];
    });
}

function nameAndValue(part: string): readonly [string, string] | undefined {
  const [, name, value = ""] = PART.exec(part) ?? [];
  return name === undefined ? undefined : [name.toLowerCase(), value];
}

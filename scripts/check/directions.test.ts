import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** Places that code lies in, the more exact one first, and the places that each may import from besides itself. */
const MAY_IMPORT = {
  "src/testing": ["src"],
  src: [],
  "scripts/build": ["src", "src/testing"],
  "scripts/check": ["src", "src/testing", "scripts/build"],
  "scripts/deploy": ["src", "src/testing"],
  "scripts/endurance": ["src", "src/testing"],
  "scripts/pictures": ["src", "src/testing", "scripts/build"],
  bench: ["src", "src/testing", "scripts/build"],
  e2e: ["src", "src/testing", "scripts/build"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Place = keyof typeof MAY_IMPORT;
const PLACES = Object.keys(MAY_IMPORT).filter((name): name is Place => name in MAY_IMPORT);

/** Tests of `src/`, and what only they use, may import from the room for tests, too. */
const isOfTests = (path: string) => /\.test\.tsx?$|\/testing\//.test(path);

function placeOf(path: string): Place | undefined {
  return PLACES.find((place) => path.startsWith(`${place}/`));
}

interface Import {
  readonly file: string;
  readonly to: string;
}

/** Imports of modules that lie in the project, by their paths; those of the root (`vite.shared.ts`) are settings. */
function importsIn(place: Place): Import[] {
  const files = readdirSync(place, { recursive: true, encoding: "utf8" })
    .map((name) => join(place, name))
    .filter((path) => /\.tsx?$/.test(path) && placeOf(path) === place);
  return files.flatMap((file) => {
    const named = readFileSync(file, "utf8").matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"(\.[^"?]+)[^"]*"/g);
    return [...named].map(([, path = ""]) => ({ file, to: normalize(join(dirname(file), path)) }));
  });
}

function isAllowed(place: Place, { file, to }: Import): boolean {
  const other = placeOf(to);
  if (other === undefined) return !to.includes("/");
  if (other === place) return true;
  if (place === "src") return other === "src/testing" && isOfTests(file);
  return MAY_IMPORT[place].some((one) => one === other);
}

describe.each(PLACES)("%s", (place) => {
  it("imports from the places that it may, and from no others", () => {
    const imports = importsIn(place);
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter((one) => !isAllowed(place, one))).toEqual([]);
  });
});

it("knows a direction that is not allowed", () => {
  const from = (file: string, to: string) => ({ file, to });
  expect(isAllowed("src", from("src/store/look-up.test.ts", "src/testing/fake-hub.ts"))).toBe(true);
  expect(isAllowed("src", from("src/store/look-up.ts", "src/testing/fake-hub.ts"))).toBe(false);
  expect(isAllowed("src/testing", from("src/testing/fault-site.ts", "e2e/page/form.ts"))).toBe(false);
  expect(isAllowed("scripts/check", from("scripts/check/size.ts", "e2e/page/form.ts"))).toBe(false);
  expect(isAllowed("e2e", from("e2e/api.spec.ts", "scripts/check/size.ts"))).toBe(false);
  expect(isAllowed("e2e", from("e2e/api.spec.ts", "scripts/size.ts"))).toBe(false);
});

it("every place with code is one of these", () => {
  const below = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  const code = ["src", "scripts", "bench", "e2e"].flatMap(below).filter((path) => /\.tsx?$/.test(path));
  expect(code.filter((path) => placeOf(path) === undefined)).toEqual([]);
});

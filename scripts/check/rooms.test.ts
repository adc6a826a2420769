import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = "src";
const ROOMS = readdirSync(SRC).filter((name) => existsSync(join(SRC, name, "tsconfig.json")));

/** Code of a room that ships: no tests, and nothing that only they use. */
function codeOf(room: string): string[] {
  const files = readdirSync(join(SRC, room), { recursive: true, encoding: "utf8" });
  return files
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|(^|\/)testing\/|^assembly\//.test(name))
    .map((name) => join(SRC, room, name));
}

/** Other rooms that a room's code imports. The address of a worker (`…?worker&url`) is no import. */
function importsOf(room: string): string[] {
  const found = codeOf(room).flatMap((file) => {
    const named = readFileSync(file, "utf8").matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"(\.[^"?]+)"/g);
    return [...named].map(([, path = ""]) => relative(SRC, normalize(join(dirname(file), path))).split("/")[0] ?? "");
  });
  return [...new Set(found)].filter((other) => other !== room).sort();
}

function readme(room: string): string {
  return readFileSync(join(SRC, room, "README.md"), "utf8");
}

/** The rooms of the sentence that begins with `Imports`. */
function promisedBy(text: string): string[] | undefined {
  const sentence = /\b[Ii]mports ([\s\S]*?)\.(?:\s|$)/.exec(text)?.[1];
  const words = [...(sentence?.matchAll(/`(\w+)`/g) ?? [])].map(([, word = ""]) => word);
  return sentence === undefined ? undefined : words.filter((word) => ROOMS.includes(word)).sort();
}

describe.each(ROOMS)("room %s", (room) => {
  it("imports the rooms that its README names, and no others", () => {
    expect(promisedBy(readme(room))).toEqual(importsOf(room));
  });

  it("is compiled against the rooms that it imports, and no others", () => {
    const text = readFileSync(join(SRC, room, "tsconfig.json"), "utf8");
    const references = [...text.matchAll(/"path": "\.\.\/(\w+)"/g)].map(([, other = ""]) => other).sort();
    expect(references).toEqual(importsOf(room));
  });
});

/** Every README beside code: those of the rooms, and of what lies in them. */
const READMES = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith("README.md"))
  .map((name) => join(SRC, name));

it.each(READMES)("%s names files that are there", (file) => {
  const text = readFileSync(file, "utf8");
  const named = [...text.matchAll(/`([\w./-]+\.(?:tsx?|py|proto|md|json))`/g)].map(([, name = ""]) => name);
  const folders = [dirname(file), dirname(dirname(file)), SRC, "."];
  const below = readdirSync(dirname(file), { recursive: true, encoding: "utf8" });
  const isThere = (name: string) =>
    folders.some((folder) => existsSync(join(folder, name))) || below.some((path) => path.endsWith(`/${name}`));
  // Files of a model, which every README may speak of.
  const ofModels =
    /^(?:model|config|adapter_config|generation_config|tokenizer|tokenizer_config|vocab|manifest|package)\.json$/;
  expect(named.filter((name) => !ofModels.test(name) && !isThere(name))).toEqual([]);
});

it("the README of the project lists every room", () => {
  const text = readFileSync("README.md", "utf8");
  expect(ROOMS.filter((room) => !text.includes(`(src/${room}/README.md)`))).toEqual([]);
});

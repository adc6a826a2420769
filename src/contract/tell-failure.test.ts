import { describe, expect, it } from "vitest";
import type { SayingCode } from "./failure-parameters.ts";
import { failuresInEnglish } from "./failures-in-english.ts";
import { nameFailure } from "./name-failure.ts";
import { makeFailure, type Saying } from "./outcome.ts";
import { describeInEnglish, tellInEnglish } from "./tell-in-english.ts";

/** A value for each kind of parameter, with a text that must be found in the sentence. */
const VALUES = {
  text: ["⟪t⟫", "⟪t⟫"],
  foreign: ["⟪f⟫", "⟪f⟫"],
  quoted: ["⟪q⟫", '"⟪q⟫"'],
  number: [123_456, "123456"],
  fixed: [2, "2.0"],
  bytes: [5_300_000, "5.3 MB"],
  list: [["⟪a⟫", "⟪b⟫"], "⟪a⟫, ⟪b⟫"],
  quotedList: [["⟪a⟫", "⟪b⟫"], '"⟪a⟫", "⟪b⟫"'],
  either: [["⟪a⟫", "⟪b⟫"], "⟪a⟫ or ⟪b⟫"],
  failure: [makeFailure("quota", "full", {}), "no more storage"],
  hint: [makeFailure("quota", "full", {}), "Free some space"],
  failures: [[makeFailure("quota", "full", {}), makeFailure("cancelled", "load", {})], "; The load was given up."],
} as const;

const isKind = (kind: string): kind is keyof typeof VALUES => Object.hasOwn(VALUES, kind);

/** Every sentence with a value in each of its gaps. */
const isCode = (code: string): code is SayingCode => Object.hasOwn(failuresInEnglish, code);

function filled(): [name: string, said: Saying, shown: readonly string[]][] {
  return Object.entries(failuresInEnglish).flatMap(([code, details]) =>
    Object.entries(details).map(([detail, texts]): [string, Saying, string[]] => {
      if (!isCode(code)) throw new Error(code);
      const holes = [
        ...[texts]
          .flat()
          .join(" ")
          .matchAll(/\{(\w+)(?::(\w+))?\}/g),
      ];
      const values = holes.map(([, name = "", kind = "text"]) => {
        if (!isKind(kind)) throw new Error(`${code}.${detail} names the kind ${kind}.`);
        return [name, ...VALUES[kind]] as const;
      });
      const parameters = Object.fromEntries(values.map(([name, value]) => [name, value]));
      return [`${code}.${detail}`, { code, detail, parameters }, values.map(([, , shown]) => shown)];
    }),
  );
}

describe("English", () => {
  it.each(filled())("says all parameters of %s, and leaves no gap", (_name, failure, shown) => {
    const said = describeInEnglish(failure);
    for (const text of shown) expect(said).toContain(text);
    expect(said).not.toMatch(/[{}]/);
    expect(said).not.toContain("undefined");
  });

  it("has no gap under one name for two kinds that are written alike in one sentence, and ends its sentences", () => {
    for (const [code, details] of Object.entries(failuresInEnglish)) {
      if (code === "note") continue;
      for (const [detail, texts] of Object.entries(details)) {
        for (const text of [texts].flat())
          expect([code, detail, text]).toEqual([
            code,
            detail,
            expect.stringMatching(/[.?}]$|--out DIR$|build:kernel$/),
          ]);
      }
    }
  });
});

it("names what it has no sentence for, as of another version of the site", () => {
  const failure = { code: "network", detail: "of tomorrow", parameters: { url: "https://a.test" } } as const;
  expect(tellInEnglish(failure)).toEqual({ message: "network.of tomorrow (url: https://a.test)" });
});

it("T39: shows what cannot be seen in a name, and lets no name turn the text around it", () => {
  const path = "a\u202eb.bin";
  expect(describeInEnglish(makeFailure("malformed_file", "key_twice", { path, key: "k\u200b" }))).toBe(
    'ab.bin: has the key "k\\u200b" twice.',
  );
});

it("names a failure by its code and its parameters", () => {
  const why = makeFailure("quota", "full", {});
  expect(nameFailure(why)).toBe("quota.full");
  expect(nameFailure(makeFailure("quota", "not_kept", { why }))).toBe("quota.not_kept (why: quota.full)");
  expect(nameFailure(makeFailure("integrity", "damaged", { names: ["a", "b"] }))).toBe(
    "integrity.damaged (names: a; b)",
  );
});

import { describe, expect, it } from "vitest";
import { saying } from "./testing/refused.ts";
import { parseModelIndex, writeModelIndex } from "./model-index.ts";

const TALES = { name: "tales", title: "Tales of the sea", bytes: 17_000_000 };
const index = (models: unknown, more: object = {}) => JSON.stringify({ version: 1, models, ...more });

describe("models/index.json", () => {
  it("is read as it is written", () => {
    const models = [TALES, { ...TALES, name: "poems", title: "诗" }];
    expect(parseModelIndex(writeModelIndex(models))).toEqual(models);
  });

  it.each([
    ["no JSON", "{", "models/index.json is not JSON."],
    ["another version", index([TALES], { version: 2 }), "version is 2: must be 1."],
    ["no model", index([]), "must name a model"],
    ["a field that is not known", index([{ ...TALES, url: "https://evil.test" }]), "models.0.url is not known"],
    ["a path for a name", index([{ ...TALES, name: "../x" }]), 'models.0.name is "../x"'],
    ["an address for a name", index([{ ...TALES, name: "https://evil.test" }]), "models.0.name is"],
    ["a title of two lines", index([{ ...TALES, title: "a\nb" }]), "must be one line"],
    ["an empty title", index([{ ...TALES, title: " " }]), "must not be empty"],
    [
      "a title that turns its direction",
      index([{ ...TALES, title: "a\u202eb" }]),
      "must have no marks that are not seen",
    ],
    ["a long title", index([{ ...TALES, title: "x".repeat(121) }]), "must have at most 120 characters"],
    ["no size", index([{ ...TALES, bytes: 0 }]), "must be above 0"],
    ["a part of a byte", index([{ ...TALES, bytes: 1.5 }]), "must be a whole number"],
    ["a model twice", index([TALES, TALES]), "must name no model twice"],
    ["too many", index(Array.from({ length: 65 }, (_, at) => ({ ...TALES, name: `m${at}` }))), "at most 64 models"],
    ["a long file", index([TALES]) + " ".repeat(65_536), "bytes are too many"],
  ])("is refused with %s, by name", (_name, text, said) => {
    expect(() => parseModelIndex(text)).toThrow(saying(said));
  });
});

import { expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { checkNote } from "./check-note.ts";

const note = (name: string, id: string) =>
  ({ format: "hostless-adapter", version: 1, name: "poems", base: { name, id } }) as const;
const check = (name: string, id: string, ids: readonly string[], repo?: string) => () =>
  checkNote(note(name, id), { name: "quotes", ids, ...(repo !== undefined && { repo }) }, "a.hostless-voice");

it("takes what was trained on these weights, in any dtype, whatever they are called", () => {
  expect(check("elsewhere", "b", ["a", "b"])).not.toThrow();
});

it("tells another state of the model from another model", () => {
  expect(check("quotes", "c", ["a", "b"])).toThrow(saying('another state of "quotes"'));
  expect(check("owner/quotes", "c", ["a"], "owner/quotes")).toThrow(saying('another state of "owner/quotes"'));
  expect(check("elsewhere", "c", ["a"])).toThrow(saying('trained on "elsewhere", and this model is "quotes"'));
  expect(check("elsewhere", "c", ["a"], "owner/quotes")).toThrow(saying('this model is "owner/quotes"'));
});

it("goes by the name where nobody knows the model's state", () => {
  expect(check("quotes", "c", [])).not.toThrow();
  expect(check("gpt2", "c", [], "openai-community/gpt2")).not.toThrow();
  expect(check("elsewhere", "c", [])).toThrow(saying('trained on "elsewhere", and this model is "quotes"'));
});

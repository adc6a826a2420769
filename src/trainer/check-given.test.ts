import { expect, it } from "vitest";
import { checkChoice, checkInput } from "./check-given.ts";

const CHOICE = { rank: 8, epochs: 4, seed: 1 };

it("takes what the page offers", () => {
  expect(checkChoice({ ...CHOICE, rate: 0.001 })).toEqual({ ...CHOICE, rate: 0.001 });
  const input = { name: "a.txt", bytes: new Blob(["a"]), layout: "auto" } as const;
  expect(checkInput(input)).toEqual(input);
});

it.each([
  [{ ...CHOICE, rank: 1000 }, "rank"],
  [{ ...CHOICE, epochs: 0 }, "epochs"],
  [{ ...CHOICE, seed: 0.5 }, "seed"],
  [{ ...CHOICE, rate: -1 }, "rate"],
])("refuses %j by the name of the field", (choice, field) => {
  expect(() => checkChoice(choice)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: "bad_request", parameters: { field } }) }),
  );
});

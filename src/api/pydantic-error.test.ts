import * as v from "valibot";
import { expect, it } from "vitest";
import { pydanticError } from "./pydantic-error.ts";

/** The first fault that a schema finds. */
function faultIn(schema: v.GenericSchema, input: unknown): v.BaseIssue<unknown> {
  const { issues } = v.safeParse(schema, input);
  if (issues === undefined) throw new Error("There is no fault.");
  return issues[0];
}
const told = (schema: v.GenericSchema, input: unknown, isWhole = false) =>
  pydanticError(faultIn(schema, input), isWhole);

it("tells numbers by what they should have been", () => {
  expect(told(v.number(), "1")).toEqual({ type: "float_type" });
  expect(told(v.number(), "1", true)).toEqual({ type: "int_type" });
  expect(told(v.pipe(v.number(), v.safeInteger()), 1.5)).toEqual({ type: "int_from_float" });
  expect(told(v.pipe(v.number(), v.finite()), Number.POSITIVE_INFINITY)).toEqual({ type: "finite_number" });
  expect(told(v.pipe(v.number(), v.minValue(2)), 1)).toEqual({ type: "greater_than_equal", ctx: { ge: 2 } });
  expect(told(v.pipe(v.number(), v.maxValue(2)), 3)).toEqual({ type: "less_than_equal", ctx: { le: 2 } });
});

it("tells lengths of texts from those of lists", () => {
  expect(told(v.pipe(v.string(), v.minLength(2)), "a")).toEqual({ type: "string_too_short", ctx: { min_length: 2 } });
  expect(told(v.pipe(v.string(), v.maxLength(2)), "abc")).toEqual({ type: "string_too_long", ctx: { max_length: 2 } });
  expect(told(v.pipe(v.array(v.any()), v.minLength(1)), [])).toEqual({
    type: "too_short",
    ctx: { field_type: "List", min_length: 1, actual_length: 0 },
  });
  expect(told(v.pipe(v.array(v.any()), v.maxLength(1)), [1, 2])).toEqual({
    type: "too_long",
    ctx: { field_type: "List", max_length: 1, actual_length: 2 },
  });
});

it("has pydantic's word for the other kinds, and one for the rest", () => {
  expect(told(v.string(), 1)).toEqual({ type: "string_type" });
  expect(told(v.boolean(), 1)).toEqual({ type: "bool_type" });
  expect(told(v.literal("a"), "b")).toEqual({ type: "literal_error", ctx: { expected: '"a"' } });
  expect(told(v.pipe(v.string(), v.regex(/x/)), "y")).toEqual({ type: "value_error" });
});

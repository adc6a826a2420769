import type * as v from "valibot";

/** How pydantic 2 names a fault: clients of FastAPI know these words. */
interface PydanticError {
  readonly type: string;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** @param isWhole whether the field takes whole numbers only */
export function pydanticError(issue: v.BaseIssue<unknown>, isWhole: boolean): PydanticError {
  const { type, input, requirement } = issue;
  switch (type) {
    case "number":
    case "nan":
      return { type: isWhole ? "int_type" : "float_type" };
    case "safe_integer":
      return { type: "int_from_float" };
    case "finite":
      return { type: "finite_number" };
    case "min_value":
      return { type: "greater_than_equal", ctx: { ge: requirement } };
    case "max_value":
      return { type: "less_than_equal", ctx: { le: requirement } };
    case "min_length":
      return tooShort(input, requirement);
    case "max_length":
      return tooLong(input, requirement);
    case "literal":
      return { type: "literal_error", ctx: { expected: issue.expected } };
    default:
      return { type: SIMPLE[type] ?? "value_error" };
  }
}

const SIMPLE: Readonly<Record<string, string>> = {
  string: "string_type",
  boolean: "bool_type",
  array: "list_type",
  never: "none_required",
  record: "dict_type",
};

function tooShort(input: unknown, least: unknown): PydanticError {
  if (typeof input === "string") return { type: "string_too_short", ctx: { min_length: least } };
  return { type: "too_short", ctx: { field_type: "List", min_length: least, ...lengthOf(input) } };
}

function tooLong(input: unknown, most: unknown): PydanticError {
  if (typeof input === "string") return { type: "string_too_long", ctx: { max_length: most } };
  return { type: "too_long", ctx: { field_type: "List", max_length: most, ...lengthOf(input) } };
}

function lengthOf(input: unknown): { readonly actual_length?: number } {
  return Array.isArray(input) ? { actual_length: input.length } : {};
}

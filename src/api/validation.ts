import { describeInEnglish } from "../contract/tell-in-english.ts";
import * as v from "valibot";
import { allowedValues, describeParameter, isParameterName } from "../contract/describe-parameter.ts";
import { unknownName } from "../contract/suggest-name.ts";
import { apiWords } from "./api-words.ts";
import { pydanticError } from "./pydantic-error.ts";

/** One entry of FastAPI's `detail` list, as pydantic 2 writes it; `msg` is a whole sentence of ours. */
export interface ValidationDetail {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  /** The value that was given, where it is short. */
  readonly input?: unknown;
  /** The limits that were passed. */
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** Entries at most: a body may hold any number of faults. */
const MOST = 20;
/** Characters of a value that is told back, and of a name. */
const LONGEST_INPUT = 200;
const LONGEST_NAME = 100;

/**
 * What is wrong with a body, each fault once; nothing where it is right.
 * @param issues what the schema says of it
 */
export function detailsOf(schema: v.GenericSchema, body: unknown, issues: readonly Issue[]): ValidationDetail[] {
  const wrong = issues.filter(({ type, expected }) => type !== "strict_object" || expected?.startsWith('"'));
  const stray = strayParts(schema, body, ["body"]);
  const isObject = stray[0]?.loc.length !== 1;
  return [...stray, ...(isObject ? wrong : []).slice(0, MOST).map((issue) => detailOf(issue))].slice(0, MOST);
}

type Issue = v.BaseIssue<unknown>;

function detailOf(issue: Issue, above: readonly (string | number)[] = ["body"]): ValidationDetail {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
  const loc = [...above, ...path];
  const branch = likeliestBranch(issue);
  if (branch !== undefined) return detailOf(branch, loc);
  const name = String(loc.findLast((key) => typeof key === "string"));
  if (issue.input === undefined) return { loc, msg: apiWords.required(name), type: "missing" };
  return { loc, msg: wordsOf(name, issue), ...pydanticError(issue, isWhole(name)), ...shortInput(issue.input) };
}

/** Of a union the branch that went furthest: a list with a wrong member was meant to be a list. */
function likeliestBranch({ type, issues }: Issue): Issue | undefined {
  return type === "union" ? (issues?.find(({ path }) => path !== undefined) ?? issues?.[0]) : undefined;
}

function wordsOf(name: string, { input, message }: Issue): string {
  const words = isParameterName(name) ? apiWords.mustBe(describeInEnglish(allowedValues(name))) : message;
  const isShort = typeof input === "number" || typeof input === "boolean";
  return isShort && words.startsWith(apiWords.mustBe(""))
    ? apiWords.fieldGiven(name, words, String(input))
    : apiWords.field(name, words);
}

/** Fields of the routes that are no parameters of `generate()` are whole numbers, if numbers at all. */
function isWhole(name: string): boolean {
  return !isParameterName(name) || Number.isInteger(describeParameter(name).number?.step ?? 1);
}

function shortInput(input: unknown): { readonly input?: unknown } {
  return (JSON.stringify(input) ?? "").length > LONGEST_INPUT ? {} : { input };
}

/**
 * What the schema library does not tell of objects: all unknown fields, where it names the first, and values that are no
 * objects at all, where it takes lists; and names in a record that it leaves out without a word.
 */
function strayParts(schema: unknown, value: unknown, loc: readonly string[]): ValidationDetail[] {
  if (isRecord(schema) && typeof value === "object" && value !== null)
    return LEFT_OUT.filter((name) => Object.hasOwn(value, name)).map((name) => strayPart(name, [], loc));
  const entries = entriesOf(schema);
  if (entries === undefined || value === undefined) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const msg = loc.length === 1 ? apiWords.notObject : apiWords.fieldNotObject(String(loc.at(-1)));
    return [{ loc, msg, type: "model_attributes_type", ...shortInput(value) }];
  }
  const found: ValidationDetail[] = [];
  for (const [name, input] of Object.entries(value)) {
    // A body may hold any number of names, and each is compared with all that are known.
    if (found.length >= MOST) break;
    if (Object.hasOwn(entries, name)) found.push(...strayParts(entries[name], input, [...loc, name]));
    else found.push({ ...strayPart(name, Object.keys(entries), loc), ...shortInput(input) });
  }
  return found;
}

function strayPart(name: string, known: readonly string[], loc: readonly string[]): ValidationDetail {
  const at = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
  return { loc: [...loc, at], msg: describeInEnglish(unknownName(name, known)), type: "extra_forbidden" };
}

/** Names that the schema library takes for attacks on its own objects. */
const LEFT_OUT = ["__proto__", "prototype", "constructor"];
const record = v.object({ type: v.literal("record") });

function isRecord(schema: unknown): boolean {
  return v.is(record, v.is(wrapper, schema) ? schema.wrapped : schema);
}

const strict = v.object({ type: v.literal("strict_object"), entries: v.record(v.string(), v.unknown()) });
const wrapper = v.object({ wrapped: v.unknown() });

/** The fields that an object's schema knows; nothing for a schema of something else. */
function entriesOf(schema: unknown): Record<string, unknown> | undefined {
  const inner = v.is(wrapper, schema) ? schema.wrapped : schema;
  return v.is(strict, inner) ? inner.entries : undefined;
}

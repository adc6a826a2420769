import type { Interpreter } from "@huggingface/jinja";
import type { ChatValue, Weight } from "./value-weights.ts";

/** A part of a template's program. */
export type ChatNode = NonNullable<Parameters<Interpreter["evaluate"]>[0]>;

/** A value that a node has been given, and what it weighs. */
export interface Operand {
  readonly value: ChatValue;
  readonly weight: Weight;
}

/** A method of a text or an object, as a template gets hold of it. */
export interface Method {
  readonly name: string;
  readonly of: Weight;
}

/** Filters that hand a value on, or know its length. */
const IDLE = ["length", "first", "last", "list", "default", "safe"];
const SORTING = ["sort", "dictsort"];
/** Those that make a text or call a function for each word or letter. */
const SLOW = ["title", "split", "unique"];
/** Nodes that hand a value on, or look at whether it is one. */
const HANDING_ON = ["Ternary", "UnaryExpression", "SelectExpression", "ArrayLiteral", "TupleLiteral", "ObjectLiteral"];
/** Characters that a search compares at a time. */
const COMPARED = 16;
/** What a character costs that becomes a text of its own, as in a slice. */
const SLICED = 32;

/**
 * An upper bound, in characters, of what a node does with the last of the operands that it has so far, those before it known. It is asked for
 * before the node does it.
 * @param method that the last operand is, where it is one
 */
export function operationCost(node: ChatNode, operands: readonly Operand[], method: Method | undefined): number {
  const last = operands.at(-1);
  if (last === undefined || HANDING_ON.includes(node.type)) return 0;
  const { characters } = last.weight;
  const isFirst = operands.length === 1;
  switch (node.type) {
    case "MemberExpression":
      return isFirst && typeOf(fieldOf(node, "property")) === "SliceExpression" ? SLICED * characters : 0;
    case "BinaryExpression":
      return binaryCost(node, operands, characters);
    case "FilterExpression":
      return isFirst ? applyCost(last.weight, [], nameOf(node)) : applyCost(operands[0]?.weight, [last], nameOf(node));
    case "FilterStatement":
      return typeOf(fieldOf(node, "filter")) === "Identifier" ? characters : bodyCost(operands);
    case "TestExpression":
      return ["lower", "upper"].includes(String(fieldOf(fieldOf(node, "test"), "value"))) ? characters : 0;
    case "Set":
      return fieldOf(node, "value") ? 0 : characters;
    case "If":
      return isFirst ? 0 : characters;
    default:
      return method === undefined ? characters : applyCost(method.of, operands.slice(0, -1), method.name);
  }
}

/** Searching, filling in, joining and indenting touch each character of the one for each of the other at most. */
function applyCost(of: Weight | undefined, given: readonly Operand[], name: string): number {
  if (of === undefined || IDLE.includes(name)) return 0;
  const sorted = SORTING.includes(name) ? of.parts : 0;
  const size = given.reduce((sum, operand) => sum + sizeOf(operand), given.length === 0 ? 1 : 0);
  return (1 + of.characters) * size * (1 + of.depth + sorted) * (SLOW.includes(name) ? SLICED : 1);
}

/** What stands between the two ends of a filter is not told from what the filter is given. */
function bodyCost(operands: readonly Operand[]): number {
  const sizes = operands.map(sizeOf);
  return sizes.reduce((sum, size) => sum + size, 1) * (sizes.at(-1) ?? 0);
}

function binaryCost(node: ChatNode, operands: readonly Operand[], characters: number): number {
  const operator = fieldOf(fieldOf(node, "operator"), "value");
  if (operator === "and" || operator === "or") return 0;
  const [left, right] = operands;
  if (left === undefined || right === undefined || (operator !== "in" && operator !== "not in")) return characters;
  return characters + (left.weight.characters * right.weight.characters) / COMPARED;
}

/** A number may stand for so many characters. */
function sizeOf({ value, weight }: Operand): number {
  return typeof value.value === "number" ? 1 + Math.abs(value.value) : 1 + weight.characters;
}

/** Of the filter that a node applies. */
function nameOf(node: ChatNode): string {
  const filter = fieldOf(node, "filter");
  return String(fieldOf(filter, "value") ?? fieldOf(fieldOf(filter, "callee"), "value"));
}

export function fieldOf(of: unknown, name: string): unknown {
  if (typeof of !== "object" || of === null) return undefined;
  const found: unknown = Reflect.get(of, name);
  return found;
}

function typeOf(node: unknown): unknown {
  return fieldOf(node, "type");
}

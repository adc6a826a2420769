import { refusePart } from "../refuse.ts";
import type { Node } from "./ast.ts";
import { escaped, shorthand, testOf } from "./character-set.ts";
import { parseClass } from "./parse-class.ts";
import { parseCode, parseProperty } from "./parse-escape.ts";
import { Scanner } from "./scanner.ts";

/** Characters of a pattern; GPT-4o's has 400. */
const MAX_LENGTH = 4096;

const PLACES = new Map<string, (codes: readonly number[], at: number) => boolean>([
  ["A", (_codes, at) => at === 0],
  ["z", (codes, at) => at === codes.length],
  ["^", (codes, at) => at === 0 || (codes[at - 1] === 0x0a && at < codes.length)],
  ["$", (codes, at) => at === codes.length || codes[at] === 0x0a],
]);
/** Letters that fold together with one character (`ﬁ`, `ß`): Oniguruma matches that, too. */
const LIGATURES = /s[st]|f[fil]/i;

/**
 * Takes a pattern of Oniguruma (Ruby's syntax) apart. References back, looking behind, intersections and the like are
 * refused: what is left can be matched in linear time.
 * @throws NotUnderstood
 */
export function parsePattern(source: string): Node {
  if (source.length > MAX_LENGTH) throw refusePart("length", {});
  const parser = new PatternParser(source);
  const node = parser.choice(false);
  parser.end();
  return node;
}

class PatternParser {
  readonly #scanner: Scanner;
  #depth = 0;

  constructor(source: string) {
    this.#scanner = new Scanner(source);
  }

  end(): void {
    if (!this.#scanner.isAtEnd()) throw refusePart("closing", {});
  }

  choice(folded: boolean): Node {
    if (++this.#depth > 50) throw refusePart("depth", {});
    const nodes = [this.#sequence(folded)];
    while (this.#scanner.take("|")) nodes.push(this.#sequence(folded));
    this.#depth--;
    const [only] = nodes;
    return nodes.length === 1 && only ? only : { kind: "choice", nodes };
  }

  #sequence(folded: boolean): Node {
    const nodes: Node[] = [];
    const start = this.#scanner.at;
    while (this.#scanner.peek() !== "" && this.#scanner.peek() !== "|" && this.#scanner.peek() !== ")") {
      nodes.push(this.#quantified(this.#atom(folded)));
    }
    const source = this.#scanner.since(start);
    if (folded && (LIGATURES.test(source) || (nodes.length > 1 && source.includes("[")))) {
      throw refusePart("folding", {});
    }
    return { kind: "sequence", nodes };
  }

  /** In Ruby's syntax `{1,3}+` is not possessive but a repetition of a repetition. */
  #quantified(atom: Node): Node {
    let node = atom;
    for (;;) {
      const range = this.#range();
      if (range === undefined) return node;
      const { min, max, braces } = range;
      const lazy = this.#scanner.take("?");
      const possessive = !lazy && !braces && this.#scanner.take("+");
      node = { kind: "repeat", node, min, max, lazy };
      if (possessive) node = { kind: "atomic", node };
    }
  }

  #range(): { min: number; max: number; braces: boolean } | undefined {
    if (this.#scanner.take("*")) return { min: 0, max: Number.POSITIVE_INFINITY, braces: false };
    if (this.#scanner.take("+")) return { min: 1, max: Number.POSITIVE_INFINITY, braces: false };
    if (this.#scanner.take("?")) return { min: 0, max: 1, braces: false };
    const [whole, exact, min, comma, max] =
      this.#scanner.takeMatch(/^\{(?!,\})(?:(\d{1,3})|(\d{0,3})(,)(\d{0,3}))\}/, 10) ?? [];
    if (whole === undefined) return undefined;
    if (comma === undefined) return { min: Number(exact), max: Number(exact), braces: true };
    return { min: Number(min || 0), max: max ? Number(max) : Number.POSITIVE_INFINITY, braces: true };
  }

  #atom(folded: boolean): Node {
    const character = this.#scanner.next();
    if (character === "(") return this.#group(folded);
    if (character === "[") return { kind: "character", test: parseClass(this.#scanner, folded) };
    if (character === ".") return { kind: "character", test: (code) => code !== 0x0a };
    if (character === "\\") return this.#escape();
    if ("*+?".includes(character)) throw refusePart("repeats_nothing", { character });
    const place = character === "^" || character === "$" ? PLACES.get(character) : undefined;
    if (place) return { kind: "place", test: place };
    if (folded && !/^[\w' -]$/.test(character)) throw refusePart("case", { character });
    return literal(character, folded);
  }

  #group(folded: boolean): Node {
    const kinds: readonly (readonly [string, (node: Node) => Node])[] = [
      ["?:", (node) => node],
      ["?>", (node) => ({ kind: "atomic", node })],
      ["?=", (node) => ({ kind: "ahead", node, negative: false })],
      ["?!", (node) => ({ kind: "ahead", node, negative: true })],
      ["?i:", (node) => node],
    ];
    const [start, wrap] = kinds.find(([start]) => this.#scanner.take(start)) ?? ["", (node: Node) => node];
    if (start === "" && this.#scanner.peek() === "?") {
      throw refusePart("group", { group: `(${this.#scanner.ahead(3)}…` });
    }
    const node = this.choice(folded || start === "?i:");
    if (!this.#scanner.take(")")) throw refusePart("opening", {});
    return wrap(node);
  }

  #escape(): Node {
    const letter = this.#scanner.next();
    const place = PLACES.get(letter);
    if (place && /[Az]/.test(letter)) return { kind: "place", test: place };
    const lower = letter.toLowerCase();
    const inner = shorthand(lower, false);
    if (inner !== undefined) return { kind: "character", test: testOf(inner, letter !== lower) };
    if (lower === "p") return { kind: "character", test: testOf(parseProperty(this.#scanner, letter === "P")) };
    return literal(String.fromCodePoint(parseCode(this.#scanner, letter)), false);
  }
}

function literal(character: string, folded: boolean): Node {
  return { kind: "character", test: testOf(escaped(character.codePointAt(0) ?? 0), false, folded) };
}

import { refusePart } from "../refuse.ts";
import type { Node } from "./ast.ts";
import { escaped, propertyOf, shorthand, testOf } from "./character-set.ts";

/** Characters of a pattern; GPT-4o's has 400. */
const MAX_LENGTH = 4096;

const CONTROLS = new Map([
  ["t", 0x09],
  ["n", 0x0a],
  ["v", 0x0b],
  ["f", 0x0c],
  ["r", 0x0d],
  ["a", 0x07],
  ["e", 0x1b],
]);
const PLACES = new Map<string, (codes: readonly number[], at: number) => boolean>([
  ["A", (_codes, at) => at === 0],
  ["z", (codes, at) => at === codes.length],
  ["^", (codes, at) => at === 0 || (codes[at - 1] === 0x0a && at < codes.length)],
  ["$", (codes, at) => at === codes.length || codes[at] === 0x0a],
]);
/** A class of ASCII characters alone, as it is put together here. */
const ASCII = /^(?:\\u\{[0-7]?[0-9a-f]\}|-)+$/;
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
  readonly #source: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = [...source];
  }

  end(): void {
    if (this.#at < this.#source.length) throw refusePart("closing", {});
  }

  choice(folded: boolean): Node {
    if (++this.#depth > 50) throw refusePart("depth", {});
    const nodes = [this.#sequence(folded)];
    while (this.#take("|")) nodes.push(this.#sequence(folded));
    this.#depth--;
    const [only] = nodes;
    return nodes.length === 1 && only ? only : { kind: "choice", nodes };
  }

  #sequence(folded: boolean): Node {
    const nodes: Node[] = [];
    const start = this.#at;
    while (this.#peek() !== "" && this.#peek() !== "|" && this.#peek() !== ")") {
      nodes.push(this.#quantified(this.#atom(folded)));
    }
    const source = this.#source.slice(start, this.#at).join("");
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
      const lazy = this.#take("?");
      const possessive = !lazy && !braces && this.#take("+");
      node = { kind: "repeat", node, min, max, lazy };
      if (possessive) node = { kind: "atomic", node };
    }
  }

  #range(): { min: number; max: number; braces: boolean } | undefined {
    if (this.#take("*")) return { min: 0, max: Number.POSITIVE_INFINITY, braces: false };
    if (this.#take("+")) return { min: 1, max: Number.POSITIVE_INFINITY, braces: false };
    if (this.#take("?")) return { min: 0, max: 1, braces: false };
    const [whole, exact, min, comma, max] =
      /^\{(?:(\d{1,3})|(\d{0,3})(,)(\d{0,3}))\}/.exec(this.#source.slice(this.#at, this.#at + 10).join("")) ?? [];
    if (whole === undefined || whole === "{,}") return undefined;
    this.#at += whole.length;
    if (comma === undefined) return { min: Number(exact), max: Number(exact), braces: true };
    return { min: Number(min || 0), max: max ? Number(max) : Number.POSITIVE_INFINITY, braces: true };
  }

  #atom(folded: boolean): Node {
    const character = this.#next();
    if (character === "(") return this.#group(folded);
    if (character === "[") return { kind: "character", test: this.#class(folded) };
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
    const [start, wrap] = kinds.find(([start]) => this.#takeAll(start)) ?? ["", (node: Node) => node];
    if (start === "" && this.#peek() === "?") {
      throw refusePart("group", { group: `(${this.#source.slice(this.#at, this.#at + 3).join("")}…` });
    }
    const node = this.choice(folded || start === "?i:");
    if (!this.#take(")")) throw refusePart("opening", {});
    return wrap(node);
  }

  #escape(): Node {
    const letter = this.#next();
    const place = PLACES.get(letter);
    if (place && /[Az]/.test(letter)) return { kind: "place", test: place };
    const lower = letter.toLowerCase();
    const inner = shorthand(lower, false);
    if (inner !== undefined) return { kind: "character", test: testOf(inner, letter !== lower) };
    if (lower === "p") return { kind: "character", test: testOf(this.#property(letter === "P")) };
    return literal(String.fromCodePoint(this.#code(letter)), false);
  }

  #property(negative: boolean): string {
    const [whole = "", caret = "", name = ""] =
      /^\{(\^?)(\w+)\}/.exec(this.#source.slice(this.#at, this.#at + 40).join("")) ?? [];
    const property = propertyOf(name);
    if (property === undefined) throw refusePart("property", { name });
    this.#at += whole.length;
    return `\\${negative !== (caret === "^") ? "P" : "p"}{${property}}`;
  }

  /** The code point of an escape whose letter was taken. */
  #code(letter: string): number {
    const control = CONTROLS.get(letter);
    if (control !== undefined) return control;
    if (letter === "x" || letter === "u") {
      const forms = letter === "u" ? /^([0-9a-fA-F]{4})/ : /^(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/;
      const [whole, first, second] = forms.exec(this.#source.slice(this.#at, this.#at + 8).join("")) ?? [];
      const code = Number.parseInt(first ?? second ?? "", 16);
      // Bytes over 7F would be parts of characters.
      if (whole === undefined || code > 0x10ffff || (second !== undefined && code > 0x7f)) {
        throw refusePart("escape", { escape: `\\${letter}` });
      }
      this.#at += whole.length;
      return code;
    }
    if (letter === "" || /[a-zA-Z0-9]/.test(letter)) throw refusePart("escape", { escape: `\\${letter}` });
    return letter.codePointAt(0) ?? 0;
  }

  /** The inner part of brackets, the first of which was taken. */
  #class(folded: boolean) {
    const negative = this.#take("^");
    let inner = "";
    for (let first = true; first || this.#peek() !== "]"; first = false) {
      if (this.#peek() === "") throw refusePart("class", {});
      if (this.#peek() === "[" || this.#takeAll("&&")) throw refusePart("inner_class", {});
      inner += this.#member();
    }
    this.#at++;
    if (folded && (negative || !ASCII.test(inner))) throw refusePart("class_case", {});
    return testOf(inner, negative, folded);
  }

  /** A character, a range, or a set. */
  #member(): string {
    const start = this.#memberCode();
    if (typeof start === "string") return start;
    const isRange = this.#peek() === "-" && this.#source[this.#at + 1] !== "]" && this.#at + 1 < this.#source.length;
    if (!isRange) return escaped(start);
    this.#at++;
    const end = this.#memberCode();
    if (typeof end === "string" || end < start) throw refusePart("range", {});
    return `${escaped(start)}-${escaped(end)}`;
  }

  #memberCode(): number | string {
    const character = this.#next();
    if (character !== "\\") return character.codePointAt(0) ?? 0;
    const letter = this.#next();
    const lower = letter.toLowerCase();
    if (lower === "p") return this.#property(letter === "P");
    const inner = shorthand(lower, true);
    if (inner === undefined) return this.#code(letter);
    if (letter === lower) return inner;
    if (!/^\\p\{\w+\}$/.test(inner)) throw refusePart("inside_class", { escape: `\\${letter}` });
    return inner.replace("\\p", "\\P");
  }

  #peek(): string {
    return this.#source[this.#at] ?? "";
  }

  #next(): string {
    const character = this.#peek();
    this.#at++;
    return character;
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #takeAll(text: string): boolean {
    if (this.#source.slice(this.#at, this.#at + text.length).join("") !== text) return false;
    this.#at += text.length;
    return true;
  }
}

function literal(character: string, folded: boolean): Node {
  return { kind: "character", test: testOf(escaped(character.codePointAt(0) ?? 0), false, folded) };
}

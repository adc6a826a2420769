import { refuseFile, refuseOver } from "./refuse-file.ts";
import type { Json, JsonObject } from "./strict-json.ts";

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const INTEGER = /-?(?:0|[1-9]\d*)(?![.eE\d])/y;
const WORDS = new Map<string, null | boolean | number>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
/** What Python's `json` writes for floats that JSON has no words for; trainers leave them in fields that nobody reads. */
const PYTHON_WORDS = new Map([
  ...WORDS,
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

/** Nesting of a JSON file; a tokenizer's is below 10. */
const MAX_DEPTH = 64;

export class Scanner {
  readonly #text: string;
  readonly #path: string;
  readonly #number: RegExp;
  readonly #words: ReadonlyMap<string, null | boolean | number>;
  #at = 0;

  constructor(text: string, path: string, integers: boolean) {
    this.#text = text;
    this.#path = path;
    this.#number = integers ? INTEGER : NUMBER;
    this.#words = integers ? WORDS : PYTHON_WORDS;
  }

  value(depth: number): Json {
    if (depth > MAX_DEPTH) throw refuseOver(this.#path, "depth", { most: MAX_DEPTH });
    switch (this.#next()) {
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      case '"':
        return this.#string();
      default:
        return this.#numberOrWord();
    }
  }

  end(): void {
    if (this.#next() !== "") throw this.#unexpected();
  }

  #object(depth: number): JsonObject {
    const object = new Map<string, Json>();
    this.#at++;
    if (this.#take("}")) return object;
    do {
      if (this.#next() !== '"') throw this.#unexpected();
      const key = this.#string();
      if (object.has(key)) throw refuseFile(this.#path, "key_twice", { key });
      if (!this.#take(":")) throw this.#unexpected();
      object.set(key, this.value(depth + 1));
    } while (this.#take(","));
    if (!this.#take("}")) throw this.#unexpected();
    return object;
  }

  #array(depth: number): Json[] {
    const array: Json[] = [];
    this.#at++;
    if (this.#take("]")) return array;
    do array.push(this.value(depth + 1));
    while (this.#take(","));
    if (!this.#take("]")) throw this.#unexpected();
    return array;
  }

  #string(): string {
    const start = this.#at;
    let escaped = false;
    for (let at = start + 1; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 0x5c) {
        escaped = true;
        at++;
      } else if (code === 0x22) {
        this.#at = at + 1;
        return escaped ? this.#unescape(start) : this.#text.slice(start + 1, at);
      } else if (code < 0x20) break;
    }
    throw refuseFile(this.#path, "open_string", { at: start });
  }

  #unescape(start: number): string {
    try {
      return String(JSON.parse(this.#text.slice(start, this.#at)));
    } catch {
      throw refuseFile(this.#path, "bad_escape", { at: start });
    }
  }

  #numberOrWord(): number | boolean | null {
    this.#number.lastIndex = this.#at;
    const [digits] = this.#number.exec(this.#text) ?? [];
    if (digits) {
      this.#at += digits.length;
      const value = Number(digits);
      if (Number.isFinite(value)) return value;
      throw refuseFile(this.#path, "huge_number", { at: this.#at });
    }
    for (const [word, value] of this.#words) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    throw this.#unexpected();
  }

  /** The next character that is no white space; "" at the end. */
  #next(): string {
    while (" \n\r\t".includes(this.#text[this.#at] ?? "x")) this.#at++;
    return this.#text[this.#at] ?? "";
  }

  #take(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#at++;
    return true;
  }

  #unexpected() {
    const found = this.#text[this.#at];
    return found === undefined
      ? refuseFile(this.#path, "json_ends", { at: this.#at })
      : refuseFile(this.#path, "not_json", { found, at: this.#at });
  }
}

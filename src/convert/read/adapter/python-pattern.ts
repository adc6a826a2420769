import { type Part, repeat, one, where, isEdge, join, remember } from "./pattern-ends.ts";
/**
 * Python's regular expressions as far as PEFT's configurations have them, matched without going back: whatever a stranger's pattern
 * is, the time is bounded by its length and the square of the name's. Of each part all ends are found at once.
 */
interface PythonPattern {
  /** Whether the pattern takes the text from `start` to its end. */
  matches(text: string, start?: number): boolean;
}

/** Longest pattern: one that names every layer of GPT-2 XL has some 500 characters. */
const MOST_CHARACTERS = 4096;
/** Most repeats that are counted, and most groups in one another. */
const MOST_REPEATS = 100;
const MOST_DEPTH = 32;
const SPECIAL = /[\\^$.|?*+()[\]{}]/;
const CLASSES: Readonly<Record<string, RegExp>> = {
  d: /[0-9]/,
  D: /[^0-9]/,
  w: /[A-Za-z0-9_]/,
  W: /[^A-Za-z0-9_]/,
  s: /\s/,
  S: /\S/,
};

/** @returns undefined for what is no such pattern, or has what is not supported: backreferences, flags, conditions */
export function parsePattern(source: string): PythonPattern | undefined {
  if (source.length > MOST_CHARACTERS) return undefined;
  const whole = new Parser(source).parse();
  return whole && { matches: (text, start = 0) => whole(text, start).has(text.length) };
}

class Parser {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): Part | undefined {
    const part = this.#choice();
    return this.#at === this.#source.length ? part : undefined;
  }

  #choice(): Part | undefined {
    if (++this.#depth > MOST_DEPTH) return undefined;
    const choices: Part[] = [];
    do {
      const part = this.#sequence();
      if (part === undefined) return undefined;
      choices.push(part);
    } while (this.#take("|"));
    this.#depth--;
    return choices.length === 1 ? choices[0] : remember((text, start) => join(choices.map((one) => one(text, start))));
  }

  #sequence(): Part | undefined {
    let before: Part = (_text, start) => new Set([start]);
    while (this.#at < this.#source.length && !"|)".includes(this.#source.charAt(this.#at))) {
      const atom = this.#atom();
      const part = atom && this.#repeats(atom);
      if (part === undefined) return undefined;
      const first = before;
      before = remember((text, start) => join([...first(text, start)].map((end) => part(text, end))));
    }
    return before;
  }

  #atom(): Part | undefined {
    const character = this.#source.charAt(this.#at++);
    if (character === "(") return this.#group();
    if (character === "[") return this.#class();
    if (character === "\\") return this.#escape();
    if (character === ".") return one((found) => found !== "\n");
    if (character === "^") return where((_text, at) => at === 0);
    if (character === "$") return where((text, at) => at === text.length);
    return SPECIAL.test(character) && character !== "]" && character !== "}"
      ? undefined
      : one((found) => found === character);
  }

  #group(): Part | undefined {
    const head = /^\?(?:P<\w+>|[:=!]|<[=!])/.exec(this.#source.slice(this.#at))?.[0] ?? "";
    if (head === "" && this.#source.charAt(this.#at) === "?") return undefined;
    this.#at += head.length;
    const inner = this.#choice();
    if (inner === undefined || !this.#take(")")) return undefined;
    const isWanted = head.endsWith("=");
    if (head === "?=" || head === "?!") return where((text, at) => inner(text, at).size > 0 === isWanted);
    if (!head.startsWith("?<")) return inner;
    return where((text, at) => {
      for (let start = 0; start <= at; start++) if (inner(text, start).has(at)) return isWanted;
      return !isWanted;
    });
  }

  #escape(): Part | undefined {
    const name = this.#source.charAt(this.#at++);
    const known = CLASSES[name];
    if (known !== undefined) return one((found) => known.test(found));
    if (name === "b" || name === "B") return where((text, at) => isEdge(text, at) === (name === "b"));
    if (name === "A") return where((_text, at) => at === 0);
    if (name === "Z" || name === "z") return where((text, at) => at === text.length);
    return name === "" || /[A-Za-z0-9]/.test(name) ? undefined : one((found) => found === name);
  }

  #class(): Part | undefined {
    const isNot = this.#take("^");
    const tests: ((found: string) => boolean)[] = [];
    for (let isFirst = true; isFirst || this.#source.charAt(this.#at) !== "]"; isFirst = false) {
      const low = this.#member();
      if (low === undefined) return undefined;
      const isRange = this.#source.charAt(this.#at) === "-" && !"]".includes(this.#source.charAt(this.#at + 1));
      if (typeof low === "string" && isRange) {
        this.#at++;
        const high = this.#member();
        if (typeof high !== "string" || high < low) return undefined;
        tests.push((found) => low <= found && found <= high);
      } else tests.push(typeof low === "string" ? (found) => found === low : (found) => low.test(found));
    }
    this.#at++;
    return one((found) => tests.some((test) => test(found)) !== isNot);
  }

  #member(): string | RegExp | undefined {
    const character = this.#source.charAt(this.#at++);
    if (character !== "\\") return character === "" ? undefined : character;
    const name = this.#source.charAt(this.#at++);
    return CLASSES[name] ?? (name === "" || /[A-Za-z0-9]/.test(name) ? undefined : name);
  }

  #repeats(atom: Part): Part | undefined {
    const found = /^(?:[*+?]|\{(\d*)(,?)(\d*)\})/.exec(this.#source.slice(this.#at));
    if (found === null) return this.#source.charAt(this.#at) === "{" ? undefined : atom;
    const [text, low = "", comma = "", high = ""] = found;
    this.#at += text.length;
    // Lazy or not, it takes the same texts; what keeps all it took does not.
    this.#take("?");
    if (/[*+?{]/.test(this.#source.charAt(this.#at))) return undefined;
    if (text === "*") return repeat(atom, 0, Number.POSITIVE_INFINITY);
    if (text === "+") return repeat(atom, 1, Number.POSITIVE_INFINITY);
    if (text === "?") return repeat(atom, 0, 1);
    const [least, most] = [
      Number(low),
      comma === "" ? Number(low) : high === "" ? Number.POSITIVE_INFINITY : Number(high),
    ];
    if ((low === "" && comma === "") || least > MOST_REPEATS || most < least) return undefined;
    return most > MOST_REPEATS && Number.isFinite(most) ? undefined : repeat(atom, least, most);
  }

  #take(character: string): boolean {
    const isThere = this.#source.charAt(this.#at) === character;
    if (isThere) this.#at++;
    return isThere;
  }
}

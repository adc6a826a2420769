/** A pattern's characters, read one after the other. */
export class Scanner {
  readonly #source: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.#source = [...source];
  }

  /** How many characters were read. */
  get at(): number {
    return this.#at;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  /** The next character, or one behind it; "" beyond the end. */
  peek(ahead = 0): string {
    return this.#source[this.#at + ahead] ?? "";
  }

  next(): string {
    const character = this.peek();
    this.#at++;
    return character;
  }

  /** Reads a text where it is the next one. */
  take(text: string): boolean {
    if (this.ahead(text.length) !== text) return false;
    this.#at += text.length;
    return true;
  }

  /** What the next `most` characters begin with; nothing is read where they do not. */
  takeMatch(form: RegExp, most: number): RegExpExecArray | undefined {
    const found = form.exec(this.ahead(most));
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }

  /** The next characters, as they are. */
  ahead(count: number): string {
    return this.#source.slice(this.#at, this.#at + count).join("");
  }

  /** What was read since a place. */
  since(start: number): string {
    return this.#source.slice(start, this.#at).join("");
  }
}

import type { PageStore, SessionWorld } from "./session-world.ts";

/** Milliseconds of quiet before a prompt's tokens are counted. */
const COUNT_AFTER_MS = 200;
/** A longer prompt is only counted by the run itself: counting would keep the model's thread busy while one types. */
const COUNT_UP_TO = 100_000;

/** The text in the prompt box: who put it there, and how many tokens it has. */
export class PromptText {
  readonly #world: Pick<SessionWorld, "engine" | "later">;
  readonly #store: PageStore;
  #isTyped = false;
  #forgetCount = () => {};

  constructor(world: Pick<SessionWorld, "engine" | "later">, store: PageStore) {
    this.#world = world;
    this.#store = store;
  }

  /** True where the visitor typed it. */
  get isTyped(): boolean {
    return this.#isTyped;
  }

  type(text: string): void {
    this.#isTyped = text !== "";
    this.#store.send({ type: "prompt", text });
    this.count();
  }

  /** Puts a text of elsewhere there. What was typed is not lost by it: it can be put back. */
  replace(text: string): void {
    const { send, state } = this.#store;
    const { prompt } = state();
    if (this.#isTyped && prompt.trim() !== "" && prompt !== text) send({ type: "replaced", prompt });
    this.#isTyped = false;
    send({ type: "prompt", text });
  }

  /** Puts the visitor's text back, in whose place another one came. */
  putBack(): void {
    const { send, state } = this.#store;
    const { replaced } = state();
    if (replaced === undefined) return;
    send({ type: "replaced", prompt: undefined });
    this.type(replaced);
  }

  /** After the page was put back: says whether the text that is there now was typed. */
  restore(isTyped: boolean): void {
    this.#isTyped = isTyped;
  }

  /** Has the model that is loaded count the tokens, a moment later. */
  count(): void {
    this.#forgetCount();
    this.#forgetCount = this.#world.later(() => void this.#countNow(), COUNT_AFTER_MS);
  }

  async #countNow(): Promise<void> {
    const { send, state } = this.#store;
    const { prompt: text, load } = state();
    if (load.kind !== "ready" || text.length > COUNT_UP_TO) return;
    const counted = await this.#world.engine.countTokens(text);
    if (counted.ok) send({ type: "prompt-counted", text, tokens: counted.value });
  }
}

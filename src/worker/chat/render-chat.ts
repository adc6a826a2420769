import { Environment, Interpreter, parse, tokenize } from "@huggingface/jinja";
import * as v from "valibot";
import { CHAT_LIMITS, type ChatTemplate, chatMessages } from "../../contract/chat.ts";
import { LIMITS } from "../../contract/limits.ts";
import { refuse } from "../../contract/outcome.ts";
import { cleanLine } from "../../contract/plain-text.ts";

/** What a template may do: those of large models take some thousand steps for a conversation. */
const STEPS = 100_000;
const RANGE = 10_000;
/** Parts of one value, those of its parts counted, and how many are looked at in all. */
const PARTS = 20_000;
const LOOKS = 20_000_000;
/** Characters of what it says about a conversation that it refuses. */
const REASON = 300;

class TooMuch extends Error {}

/**
 * The prompt that a model's template makes of a conversation, up to where its answer begins. A template is a stranger's program: its
 * steps, its lists and what it writes are counted.
 * @throws Refusal `bad_request` where the template refuses the conversation, cannot be read, or does not come to an end
 */
export function renderChat({ template, ...tokens }: ChatTemplate, messages: readonly unknown[]): string {
  const asked = v.safeParse(chatMessages, messages);
  if (!asked.success) throw refuse("bad_request", "request", { field: "messages" }, { subject: "messages" });
  try {
    if (template.length > CHAT_LIMITS.characters) throw new TooMuch();
    const program = parse(tokenize(template, { lstrip_blocks: true, trim_blocks: true }));
    const values = { ...GLOBALS, ...tokens, messages: asked.output, add_generation_prompt: true };
    const environment = new Environment();
    for (const [name, value] of Object.entries(values)) environment.set(name, value);
    const { value } = new BoundedInterpreter(environment).run(program);
    return String(value);
  } catch (error) {
    // What runs out of stack or of characters is as endless.
    if (error instanceof TooMuch || error instanceof RangeError)
      throw refuse("bad_request", "chat_endless", {}, { subject: "messages" });
    const reason = cleanLine(error instanceof Error ? error.message : String(error), REASON);
    throw refuse("bad_request", "chat_refused", { reason }, { subject: "messages" });
  }
}

interface Valued {
  readonly value: unknown;
}

function isValued(given: unknown): given is Valued {
  return typeof given === "object" && given !== null && "value" in given;
}

class BoundedInterpreter extends Interpreter {
  #left = STEPS;
  #looks = LOOKS;

  override evaluate(...step: Parameters<Interpreter["evaluate"]>): ReturnType<Interpreter["evaluate"]> {
    const result = super.evaluate(...step);
    const { value } = result;
    if (typeof value === "string" && value.length > LIMITS.promptCharacters) throw new TooMuch();
    // A loop goes through a list without a step of its own where there is nothing in it.
    this.#left -= 1 + (Array.isArray(value) ? value.length : 0);
    if (this.#left < 0) throw new TooMuch();
    this.#weigh(result, PARTS);
    return result;
  }

  /** Lists of lists can be short and have more parts than could ever be written. @returns what is left of the parts */
  #weigh({ value }: Valued, parts: number): number {
    const inner = Array.isArray(value) ? value : value instanceof Map ? value.values() : [];
    let left = parts;
    for (const one of inner) {
      if (left-- === 0 || this.#looks-- === 0) throw new TooMuch();
      if (isValued(one)) left = this.#weigh(one, left);
    }
    return left;
  }
}

/** What templates find besides their own, but for the clock. */
const GLOBALS = {
  true: true,
  false: false,
  none: null,
  True: true,
  False: false,
  None: null,
  range: (...bounds: number[]) => {
    const [start = 0, stop = 0, step = 1] = bounds.length === 1 ? [0, ...bounds] : bounds;
    const count = Math.ceil((stop - start) / step);
    if (!(count <= RANGE)) throw new TooMuch();
    return Array.from({ length: Math.max(0, count) }, (_, i) => start + i * step);
  },
  raise_exception: (reason: string) => {
    throw new Error(reason);
  },
};

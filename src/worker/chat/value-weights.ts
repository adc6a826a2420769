import type { Interpreter } from "@huggingface/jinja";
import { CHAT_LIMITS } from "../../contract/chat.ts";
import { TooMuch } from "./too-much.ts";

/** A value while a template runs. */
export type ChatValue = ReturnType<Interpreter["evaluate"]>;

/** What a value would be if it were written out. */
export interface Weight {
  /** Of all its parts, those of a part that is there twice counted twice, and one for each part. */
  readonly characters: number;
  /** Its own parts. */
  readonly parts: number;
  /** Lists in lists. */
  readonly depth: number;
}

/** A conversation with the names of its fields, or the prompt that is made of it: twice what the messages may have. */
const CHARACTERS = 2 * CHAT_LIMITS.conversation;
const DEPTH = 32;
/** What making a part costs, beside touching a character. */
const PART = 64;
const SMALL: Weight = { characters: 1, parts: 0, depth: 0 };

/**
 * Weighs values before anything is done with them. Lists and objects never change once they are made, so that each is looked through
 * once; a namespace changes, and may lie in no other value.
 */
export class ValueWeights {
  readonly #known = new WeakMap<object, Weight>();
  readonly #spend: (work: number) => void;

  /** @param spend is told what the parts that are looked at cost */
  constructor(spend: (work: number) => void) {
    this.#spend = spend;
  }

  /** @throws TooMuch for one that could never be part of a prompt */
  weigh(given: ChatValue): Weight {
    const { value } = given;
    if (typeof value === "string") return allow({ characters: value.length, parts: 0, depth: 0 });
    if (!Array.isArray(value) && !(value instanceof Map)) return SMALL;
    const known = this.#known.get(given);
    if (known !== undefined) return known;
    const weight = this.#weighParts(Array.isArray(value) ? value : [...value.values()], value);
    if (!isNamespace(given)) this.#known.set(given, weight);
    return weight;
  }

  #weighParts(parts: readonly ChatValue[], value: object): Weight {
    this.#spend(PART * parts.length);
    let characters = parts.length;
    let depth = 0;
    if (value instanceof Map) for (const key of value.keys()) characters += String(key).length;
    for (const part of parts) {
      if (isNamespace(part)) throw new TooMuch();
      const inner = this.weigh(part);
      characters += inner.characters;
      depth = Math.max(depth, inner.depth + 1);
      allow({ characters, parts: parts.length, depth });
    }
    return allow({ characters, parts: parts.length, depth });
  }
}

function allow(weight: Weight): Weight {
  if (weight.characters > CHARACTERS || weight.depth > DEPTH) throw new TooMuch();
  return weight;
}

function isNamespace({ type }: ChatValue): boolean {
  return type === "NamespaceValue";
}

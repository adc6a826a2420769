import { repositoryOf } from "../../contract/model-reference.ts";
import type { CardFields } from "./card-fields.ts";
import { type CompletedCard, completeWith } from "./complete-card.ts";

/** An adapter as its card names it. */
export interface NamedAdapter {
  readonly name: string;
  /** The model that it was trained on: a repository, or its name. */
  readonly base: string;
  /** Perplexity of the texts set aside, where it is known. */
  readonly before?: number;
  readonly after?: number;
}

/** What a card of an adapter has; a title and a summary besides. */
const WANTED = ["license", "language", "base_model", "tags"] as const;

/**
 * An adapter's card with its owner's fields, and with what is known of it where they say nothing.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export function completeAdapterCard(adapter: NamedAdapter, fields: CardFields = {}): CompletedCard {
  const base = repositoryOf(adapter.base);
  const known = {
    pipeline_tag: "text-generation",
    library_name: "peft",
    ...(base !== undefined && { base_model: base }),
    base_model_relation: "adapter",
    tags: ["lora", "gpt2", "text-generation"],
  };
  return completeWith({ text: firstCard(adapter), name: adapter.name, known, wanted: WANTED }, fields);
}

/** What the card says until its owner says more: in English, as most of the Hub's. */
function firstCard({ name, base, before, after }: NamedAdapter): string {
  const measured =
    before === undefined || after === undefined
      ? []
      : [`Perplexity of texts that were set aside: ${round(before)} without it, ${round(after)} with it.`, ""];
  const lines = [`# ${name}`, "", `A LoRA adapter of \`${base}\`, as PEFT reads it.`, "", ...measured];
  return lines.join("\n");
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}

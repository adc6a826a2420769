import * as v from "valibot";
import { CHAT_TEMPLATE } from "../contract/chat.ts";

const CONFIG = "config.json";

/** What lies beside the weights of a model that was merged, as its base has it. */
export const SIDES: readonly string[] = [
  CONFIG,
  "generation_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  CHAT_TEMPLATE,
];

const settings = v.looseObject({});

/** One of {@link SIDES} as it goes beside weights without graphs: its settings point to none. */
export function plainSide(path: string, bytes: Uint8Array): Uint8Array {
  if (path !== CONFIG) return bytes;
  const { "transformers.js_config": _graphs, ...plain } = v.parse(
    settings,
    JSON.parse(new TextDecoder().decode(bytes)),
  );
  return new TextEncoder().encode(`${JSON.stringify(plain, undefined, 2)}\n`);
}

/** Name of a card, which a merged model has of its own. */
export const CARD = "README.md";
/** The text of the base's licence. */
export const LICENSE = "LICENSE";

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*$/m;
const LICENSE_LINE = /^license(_name|_link)?:[ \t]*\S.*$/gm;

/**
 * The card of a base with an adapter merged into it: which base, under the base's licence.
 * @param base where others find it: a repository, else its name
 * @param card of the base; empty where there is none
 */
export function writeMergedCard(base: string, card: string): string {
  return writeCard(base, card, "with a LoRA adapter merged into it, in half precision");
}

/** The same for a base of which every weight was trained. */
export function writeTrainedCard(base: string, card: string): string {
  return writeCard(base, card, "with all weights fine-tuned, in single precision");
}

function writeCard(base: string, card: string, what: string): string {
  const [, front = ""] = FRONT_MATTER.exec(card) ?? [];
  const terms = front.match(LICENSE_LINE) ?? [];
  const repo = /^[\w.-]+\/[\w.-]+$/.test(base) ? [`base_model: ${base}`] : [];
  const known = terms.length > 0 ? "The license is that of the base." : "The base states no license in its card.";
  const head = ["---", ...terms.map((line) => line.trimEnd()), ...repo, "pipeline_tag: text-generation", "---"];
  return `${[...head, "", `\`${base}\` ${what}. ${known}`].join("\n")}\n`;
}

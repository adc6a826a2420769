import { keepRevision, readHubAddress, showRevision } from "./hub-address.ts";
import { type ModelReference, parseModelReference } from "./model-reference.ts";
import { fail, type Outcome, succeed } from "./outcome.ts";
import { unmangle } from "./unmangle.ts";

/** Characters of a wrong name that are repeated to the visitor. */
const SHOWN = 60;
/** What a sentence or a piece of code puts before and behind a name or an address. */
const BEFORE = /^[\s"'“”‘’«»<>([{`*]+/;
const BEHIND = /[\s"'“”‘’«»<>()[\]{}`*|,;:!?.…/]+$/;
/** Dots that are a path and not a sentence's end. */
const UPWARD = /\/\.+[^.\w]*$/;

/**
 * Reads a model of the Hub as people paste it: `owner/name`, `owner/name@revision`, `gpt2`, or the address of one of its
 * pages or files; with what a link picks up on its way (see {@link unmangle}).
 */
export function readModelName(text: string): Outcome<ModelReference> {
  const whole = unmangle(keepRevision(text)).replace(/\s*[\r\n\t]+\s*/g, "");
  const name = UPWARD.test(whole) ? whole : whole.replace(BEFORE, "").replace(BEHIND, "");
  const address = readHubAddress(name);
  if (address !== undefined) return "model" in address ? succeed(address.model) : refuse(name, address.problem);
  if (name.includes("://")) return refuse(name, "is not an address of the Hugging Face Hub");
  const model = parseModelReference(name);
  return model === undefined ? refuse(name, "is not the name of a Hub repository") : succeed(model);
}

function refuse(name: string, problem: string): Outcome<never> {
  const characters = [...showRevision(name)];
  const shown = characters.length > SHOWN ? `${characters.slice(0, SHOWN).join("")} …` : characters.join("");
  return fail({
    code: "bad_request",
    message: shown === "" ? "No model is named." : `“${shown}” ${problem}.`,
    subject: "model",
    hint: "Write it as owner/name, for example openai-community/gpt2, or paste its address on huggingface.co.",
  });
}

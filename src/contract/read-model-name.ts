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
 * Reads a model of the Hub as people paste it: `owner/name`, `owner/name@revision`, `owner/name/tree/revision/folder`, `gpt2`, or the
 * address of one of its pages or files; with what a link picks up on its way (see {@link unmangle}).
 */
export function readModelName(text: string): Outcome<ModelReference> {
  const name = bareName(text);
  const address = readHubAddress(name);
  if (address) return succeed(address);
  const shown = shorten(name);
  if (shown === "") return fail("bad_request", "no_name", {}, ABOUT);
  if (address === null) return fail("bad_request", "not_model_address", { name: shown }, ABOUT);
  if (name.includes("://")) return fail("bad_request", "not_hub_address", { name: shown }, ABOUT);
  const model = parseModelReference(name);
  return model === undefined ? fail("bad_request", "not_hub_name", { name: shown }, ABOUT) : succeed(model);
}

/** A name or an address without what a link picks up on its way, and what a sentence or a piece of code puts around it. */
export function bareName(text: string): string {
  const whole = unmangle(keepRevision(text)).replace(/\s*[\r\n\t]+\s*/g, "");
  return UPWARD.test(whole) ? whole : whole.replace(BEFORE, "").replace(BEHIND, "");
}

const ABOUT = { subject: "model" } as const;

function shorten(name: string): string {
  const characters = [...showRevision(name)];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join("")} …` : characters.join("");
}

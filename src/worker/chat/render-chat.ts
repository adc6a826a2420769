import { Environment } from "@huggingface/jinja";
import * as v from "valibot";
import { CHAT_LIMITS, type ChatTemplate, chatMessages } from "../../contract/chat.ts";
import { refuse } from "../../contract/outcome.ts";
import { cleanLine } from "../../contract/plain-text.ts";
import { BoundedInterpreter } from "./bounded-interpreter.ts";
import { parseTemplate } from "./parse-template.ts";
import { TooMuch } from "./too-much.ts";

/** Numbers in a list that a template counts out. */
const RANGE = 10_000;
/** Characters of what it says about a conversation that it refuses. */
const REASON = 300;

/**
 * The prompt that a model's template makes of a conversation, up to where its answer begins. A template is a stranger's program: its
 * steps, its values and what it does with them are counted.
 * @throws Refusal `bad_request` where the template refuses the conversation, cannot be read, or does not come to an end
 */
export function renderChat(chat: ChatTemplate, messages: readonly unknown[]): string {
  const asked = v.safeParse(chatMessages, messages);
  if (!asked.success) throw refuse("bad_request", "request", { field: "messages" }, { subject: "messages" });
  const characters = asked.output.reduce((sum, { content }) => sum + content.length, 0);
  const most = CHAT_LIMITS.conversation;
  if (characters > most) throw refuse("bad_request", "chat_long", { characters, most }, { subject: "messages" });
  try {
    const program = parseTemplate(chat);
    const values = { ...GLOBALS, ...chat.tokens, messages: asked.output, add_generation_prompt: true };
    const environment = new Environment();
    for (const [name, value] of Object.entries(values)) environment.set(name, value);
    const { value } = new BoundedInterpreter(environment, chat.template.length).run(program);
    return String(value);
  } catch (error) {
    // What runs out of stack or of characters is as endless.
    if (error instanceof TooMuch || error instanceof RangeError)
      throw refuse("bad_request", "chat_endless", {}, { subject: "messages" });
    const reason = cleanLine(error instanceof Error ? error.message : String(error), REASON);
    throw refuse("bad_request", "chat_refused", { reason }, { subject: "messages" });
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
  // What transformers gives a template that is asked for neither.
  tools: null,
  documents: null,
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

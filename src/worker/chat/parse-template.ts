import { parse, tokenize } from "@huggingface/jinja";
import { CHAT_LIMITS, type ChatTemplate } from "../../contract/chat.ts";
import { TooMuch } from "./too-much.ts";

/** White space in a row: the library looks at each piece of it once for every piece before it. */
const SPACES = 512;

const parsed = new WeakMap<ChatTemplate, ReturnType<typeof parse>>();

/** The program of a model's template, which is parsed once. @throws TooMuch, and what the library says of a template that it cannot read */
export function parseTemplate(chat: ChatTemplate): ReturnType<typeof parse> {
  const known = parsed.get(chat);
  if (known !== undefined) return known;
  const { template } = chat;
  if (template.length > CHAT_LIMITS.characters) throw new TooMuch();
  for (const [spaces] of template.matchAll(/\s+/g)) if (spaces.length > SPACES) throw new TooMuch();
  const program = parse(tokenize(template, { lstrip_blocks: true, trim_blocks: true }));
  parsed.set(chat, program);
  return program;
}

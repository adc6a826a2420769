import { parse, tokenize } from "@huggingface/jinja";
import { CHAT_LIMITS, type ChatTemplate } from "../../contract/chat.ts";
import { TooMuch } from "./too-much.ts";

/** White space in a row: the library looks at each piece of it once for every piece before it. */
const SPACES = 512;

type Program = ReturnType<typeof parse>;

/** What came of each template that was read: a program, or what it throws. */
const known = new WeakMap<ChatTemplate, () => Program>();

/** The program of a model's template, which is read once, also where it cannot be. @throws TooMuch, and what the library says of such a template */
export function parseTemplate(chat: ChatTemplate): Program {
  const outcome = known.get(chat) ?? tryParsing(chat);
  known.set(chat, outcome);
  return outcome();
}

function tryParsing({ template }: ChatTemplate): () => Program {
  try {
    const program = parseText(template);
    return () => program;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function parseText(template: string): Program {
  if (template.length > CHAT_LIMITS.characters) throw new TooMuch();
  for (const [spaces] of template.matchAll(/\s+/g)) if (spaces.length > SPACES) throw new TooMuch();
  return parse(tokenize(template, { lstrip_blocks: true, trim_blocks: true }));
}

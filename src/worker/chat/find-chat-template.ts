import * as v from "valibot";
import type { ModelFiles } from "../../contract/bytes.ts";
import { CHAT_LIMITS, CHAT_TEMPLATE, type ChatTemplate } from "../../contract/chat.ts";

const SETTINGS = "tokenizer_config.json";

const named = v.looseObject({ name: v.literal("default"), template: v.string() });
const settings = v.looseObject({ chat_template: v.union([v.string(), v.array(v.unknown())]) });

/**
 * The chat template of a model's tokenizer, unread, as transformers finds it; nothing where there is none. One that is too long is
 * cut behind the limit, and refused once it is asked for: the model writes without it. Few models have one: what finds the tokens that
 * it may name is fetched for them.
 */
export async function findChatTemplate(files: Pick<ModelFiles, "paths" | "text">): Promise<ChatTemplate | undefined> {
  const read = async (path: string) => (files.paths.includes(path) ? await files.text(path) : undefined);
  const template = (await read(CHAT_TEMPLATE)) ?? templateIn((await read(SETTINGS)) ?? "{}");
  if (template === undefined) return undefined;
  const { nameTokens } = await import("./name-tokens.ts");
  return { template: template.slice(0, CHAT_LIMITS.characters + 1), tokens: await nameTokens(files) };
}

/** Of several templates the one for plain conversations, whatever the others are. */
function templateIn(json: string): string | undefined {
  const parsed = v.safeParse(settings, parseLoosely(json));
  if (!parsed.success) return undefined;
  const { chat_template } = parsed.output;
  return typeof chat_template === "string" ? chat_template : chat_template.find(isDefault)?.template;
}

function isDefault(given: unknown): given is v.InferOutput<typeof named> {
  return v.is(named, given);
}

function parseLoosely(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

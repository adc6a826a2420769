import * as v from "valibot";
import type { ModelFiles } from "../../contract/bytes.ts";
import { CHAT_LIMITS, CHAT_TEMPLATE, type ChatTemplate } from "../../contract/chat.ts";

const SETTINGS = "tokenizer_config.json";

const token = v.nullish(v.union([v.string(), v.looseObject({ content: v.string() })]));
const named = v.array(v.looseObject({ name: v.string(), template: v.string() }));
const settings = v.looseObject({
  chat_template: v.optional(v.union([v.string(), named])),
  bos_token: token,
  eos_token: token,
});

/**
 * The chat template of a model's tokenizer, unread, as transformers finds it; nothing where there is none. One that is too long is
 * cut behind the limit, and refused once it is asked for: the model writes without it.
 */
export async function findChatTemplate(files: Pick<ModelFiles, "paths" | "text">): Promise<ChatTemplate | undefined> {
  const read = async (path: string) => (files.paths.includes(path) ? await files.text(path) : undefined);
  const parsed = v.safeParse(settings, parseLoosely((await read(SETTINGS)) ?? "{}"));
  const { chat_template, bos_token, eos_token } = parsed.success ? parsed.output : {};
  const template = (await read(CHAT_TEMPLATE)) ?? defaultOf(chat_template);
  if (template === undefined) return undefined;
  const [bos, eos] = [textOf(bos_token), textOf(eos_token)];
  const kept = template.slice(0, CHAT_LIMITS.characters + 1);
  return { template: kept, ...(bos !== undefined && { bos_token: bos }), ...(eos !== undefined && { eos_token: eos }) };
}

function parseLoosely(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function textOf(given: v.InferOutput<typeof token>): string | undefined {
  return typeof given === "object" ? given?.content : given;
}

/** Of several templates the one for plain conversations. */
function defaultOf(given: string | v.InferOutput<typeof named> | undefined): string | undefined {
  return typeof given === "object" ? given.find(({ name }) => name === "default")?.template : given;
}

import { CHAT_TEMPLATE } from "../../contract/chat.ts";
import { readJsonObject } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { readText } from "./read-range.ts";
import type { Folder } from "./weight-files.ts";

const SETTINGS = "tokenizer_config.json";

/**
 * The text of a tokenizer's chat template, as transformers finds it: its own file counts before the settings. It is not run here, nor
 * parsed; a package has it in a file of its own.
 * @throws Refusal `limit_exceeded`, `malformed_file`
 */
export async function readChatTemplate(folder: Folder): Promise<string | undefined> {
  const file = folder.get(CHAT_TEMPLATE);
  if (file !== undefined) return readText(file, READ_LIMITS.jsonBytes);
  const settings = folder.get(SETTINGS);
  if (settings === undefined) return undefined;
  const given = (await readJsonObject(settings, READ_LIMITS.jsonBytes)).get("chat_template");
  if (!Array.isArray(given)) return typeof given === "string" ? given : undefined;
  const named = given.find((one) => one instanceof Map && one.get("name") === "default");
  const template = named instanceof Map ? named.get("template") : undefined;
  return typeof template === "string" ? template : undefined;
}

import type { NamedBytes } from "../../contract/bytes.ts";
import { type ConfigObject, type Gpt2Config, parseConfig } from "../../gpt2/config.ts";
import { readJson } from "./json-file.ts";

export interface ConfigFile {
  readonly config: Gpt2Config;
  /** The whole file, for what else is in it: generation settings of old. */
  readonly json: ConfigObject;
}

/**
 * Reads `config.json`. `vocab_size` is what the file says; the embedding may know better.
 * @throws Refusal `unsupported_architecture` that names the architecture, `malformed_file`, `limit_exceeded`
 */
export async function readConfig(file: NamedBytes): Promise<ConfigFile> {
  const json = await readJson(file);
  return { config: parseConfig(json, file.path), json };
}

import * as v from "valibot";
import { ADAPTER_CONFIG } from "./model-folder.ts";
import { parseStrictJson, plainJson } from "./strict-json.ts";

/** What of `adapter_config.json` says where an adapter belongs. */
const fields = v.object({
  base_model_name_or_path: v.optional(v.nullable(v.string())),
  /** Of the base. */
  revision: v.optional(v.nullable(v.string())),
  peft_type: v.optional(v.nullable(v.string())),
});
type AdapterFields = v.InferOutput<typeof fields>;

/** What the text says, where it says anything: what is wrong with it is told when it is read for use. */
export function readAdapterFields(text: string): AdapterFields {
  try {
    const result = v.safeParse(fields, plainJson(parseStrictJson(text, ADAPTER_CONFIG)));
    return result.success ? result.output : {};
  } catch {
    return {};
  }
}

import * as v from "valibot";
import { type GenerationParameters, generationParameters } from "../contract/parameters.ts";
import { type CommandOption, type OptionValues, UsageError } from "./command.ts";

const SCHEMAS = Object.entries(generationParameters.entries);
const kebab = (name: string) => name.replaceAll("_", "-");

/** A flag for each parameter, under its name in kebab-case. */
export const PARAMETER_OPTIONS: readonly CommandOption[] = SCHEMAS.map(([name, { wrapped }]) => ({
  name: kebab(name),
  help: v.getDescription(wrapped) ?? "",
  ...valueKind(name, wrapped),
}));

function valueKind(name: string, schema: { readonly type: string }): Pick<CommandOption, "value" | "multiple"> {
  if (schema.type === "boolean") return {};
  if (schema.type === "array") return { value: "TEXT", multiple: true };
  if (name === "eos_token_id") return { value: "ID[,ID]" };
  return { value: schema.type === "number" ? "N" : "true|false|never" };
}

/**
 * The parameters that the flags give.
 * @throws UsageError that names the flag and what is wrong with its value
 */
export function parametersOf(values: OptionValues): GenerationParameters {
  const given: Record<string, unknown> = {};
  for (const [name, schema] of SCHEMAS) {
    const value = values[kebab(name)];
    if (value === undefined) continue;
    const parsed = v.safeParse(schema, valueFromText(name, value));
    if (!parsed.success) throw new UsageError(`--${kebab(name)} ${String(value)}: ${parsed.issues[0].message}`);
    given[name] = parsed.output;
  }
  return v.parse(generationParameters, given);
}

/** What a flag's text means; texts that mean nothing stay, and the schema refuses them. */
function valueFromText(name: string, value: OptionValues[string]): unknown {
  if (typeof value !== "string") return value;
  if (name === "eos_token_id" && value.includes(",")) return value.split(",").map(Number);
  if (value === "true" || value === "false") return value === "true";
  return value.trim() === "" || Number.isNaN(Number(value)) ? value : Number(value);
}

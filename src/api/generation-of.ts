import * as v from "valibot";
import { type GenerationParameters, generationParameters } from "../contract/parameters.ts";

const known = v.object(generationParameters.entries);

/** The parameters of `generate()` among the fields of a checked body. */
export function generationOf(fields: object): GenerationParameters {
  return v.parse(known, fields);
}

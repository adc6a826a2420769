import * as v from "valibot";
import { truncate } from "../request.ts";
import { flag, onlyNeutral, onlyNull } from "./fields.ts";

/**
 * Fields of the Hub's text-generation task that are no parameters of `generate()`: the whole list of its schema. Its
 * client sends them to the completions route, too.
 */
export const hubFields = {
  return_full_text: v.optional(flag("Put the prompt before the text."), false),
  truncate: v.optional(truncate),
  decoder_input_details: onlyNeutral(false, "Report the prompt's tokens."),
  watermark: onlyNeutral(false, "Mark the text as written by a machine."),
  grammar: onlyNull("A grammar that the text must follow."),
  adapter_id: onlyNull("A LoRA adapter on the server."),
};

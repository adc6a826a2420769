import * as v from "valibot";
import { refuse } from "../contract/outcome.ts";
import { type TextInput, type TrainingChoice, textInput, trainingChoice } from "../contract/training.ts";

/** Texts as the page gives them. @throws Refusal `bad_request` */
export function checkInput(given: TextInput): TextInput {
  const parsed = v.safeParse(textInput, given);
  if (parsed.success) return parsed.output;
  throw refuse("bad_request", "request", { field: parsed.issues[0].message });
}

/** What the visitor chose, within its limits. @throws Refusal `bad_request` that names the field */
export function checkChoice(given: TrainingChoice): TrainingChoice {
  const parsed = v.safeParse(trainingChoice, given);
  if (parsed.success) return parsed.output;
  throw refuse("bad_request", "request", { field: v.getDotPath(parsed.issues[0]) ?? "" });
}

import { at } from "./at.ts";
import { type Failure, makeFailure } from "./outcome.ts";
import { cleanLine } from "./plain-text.ts";

/** Names that other programs and interfaces have for one thing; a guess goes from any of them to one that is known. */
const SYNONYMS: readonly (readonly string[])[] = [
  ["prompt", "prompts", "inputs", "input", "text", "query"],
  ["max_new_tokens", "max_tokens", "max_completion_tokens", "max_gen_len", "num_tokens", "n_predict", "num_predict"],
  ["max_length", "length", "max_len"],
  ["min_new_tokens", "min_tokens"],
  ["num_return_sequences", "n", "num_samples", "num_sequences", "samples", "nsamples"],
  ["stop_strings", "stop", "stop_sequences", "stop_sequence", "stop_words"],
  ["top_logprobs", "logprobs", "top_n_tokens", "n_probs"],
  ["temperature", "temp"],
  ["typical_p", "typical", "typ_p"],
  ["repetition_penalty", "repeat_penalty", "rep_pen", "rep_penalty"],
  ["no_repeat_ngram_size", "no_repeat_ngram"],
  ["bad_words", "banned_words", "banned_strings"],
  ["num_beams", "beams", "beam_size", "beam_width", "n_beams"],
  ["do_sample", "sample", "sampling"],
  ["eos_token_id", "eos_token", "eos", "stop_token_ids"],
  ["max_time", "timeout", "time_limit"],
  ["seed", "random_seed", "random_state", "manual_seed"],
  ["return_full_text", "echo"],
  ["clean_up", "cleanup", "clean"],
];

/** Names longer than this are no slips of the pen. */
const LONGEST = 60;

/** Known names that an unknown one may have meant, the likeliest ones only; none where nothing is near. */
export function suggestNames(given: string, known: readonly string[]): readonly string[] {
  if (given.length > LONGEST) return [];
  const name = toSnakeCase(given);
  if (known.includes(name)) return [name];
  const synonyms = SYNONYMS.find((group) => group.includes(name)) ?? [];
  const same = synonyms.find((synonym) => known.includes(synonym));
  return same === undefined ? nearest(name, known) : [same];
}

/** What is said of an unknown name, with the known one it must have meant where only one can be. */
export function unknownName(given: string, known: readonly string[]): Failure {
  const suggestions = suggestNames(given, known);
  const name = cleanLine(given, LONGEST);
  const [meant, ...others] = suggestions;
  if (meant === undefined) return makeFailure("bad_request", "unknown_parameter", { name });
  return others.length === 0
    ? makeFailure("bad_request", "unknown_parameter_meant", { name, meant })
    : makeFailure("bad_request", "unknown_parameter_near", { name, meant: suggestions });
}

/** `maxNewTokens`, `max-new-tokens` and `MAX_NEW_TOKENS` are one name. */
function toSnakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[\s-]+/g, "_")
    .toLowerCase();
}

/** The names with the fewest changed letters, if those are few for the length. */
function nearest(name: string, known: readonly string[]): readonly string[] {
  const measured = known.map((candidate) => ({ candidate, distance: countEdits(name, candidate) }));
  const least = Math.min(...measured.map(({ distance }) => distance));
  if (least > Math.min(2, Math.floor(name.length / 3))) return [];
  return measured.filter(({ distance }) => distance === least).map(({ candidate }) => candidate);
}

/** Levenshtein's distance: letters to add, drop or replace to make one name the other. */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...from].entries()) {
    let left = line + 1;
    const next = [left];
    for (const [column, other] of [...to].entries()) {
      const diagonal = at(row, column) + (letter === other ? 0 : 1);
      left = Math.min(diagonal, left + 1, at(row, column + 1) + 1);
      next.push(left);
    }
    row = next;
  }
  return at(row, to.length);
}

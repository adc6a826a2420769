/** A function was given a prompt, its tokens, or a text that was written after it. */
export interface Sighting {
  readonly file: string;
  readonly what: "prompt" | "part" | "ids" | "text";
  /** Of the parameter or the field that it was in. */
  readonly name: string;
}

const sightings: Sighting[] = [];
const calls = new Map<string, number>();
let wanted: { readonly prompt: string; readonly ids: readonly number[] } | undefined;

/** Fields within fields that are looked into. */
const DEEPEST = 4;
/** Elements of lists that are looked at. */
const MOST = 64;

/** From now on it is noted who is given this prompt. @param ids its tokens, as the model takes them */
export function watchPrompt(prompt: string, ids: readonly number[]): void {
  wanted = { prompt, ids };
}

/** What every function tells when it is called. */
export function witness(file: string, name: string, given: object): void {
  calls.set(`${file} ${name}`, countCalls(file, name) + 1);
  if (wanted !== undefined) look(file, "", given, 0);
}

export function countCalls(file: string, name: string): number {
  return calls.get(`${file} ${name}`) ?? 0;
}

export function listSightings(): readonly Sighting[] {
  return sightings;
}

function look(file: string, name: string, value: unknown, depth: number): void {
  const what = recognize(value);
  if (what !== undefined) sightings.push({ file, what, name });
  if (what !== undefined || typeof value !== "object" || value === null || depth === DEEPEST) return;
  // An envelope of Comlink's, which has names of its own.
  if ("argumentList" in value) return;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, MOST)) look(file, name, one, depth + 1);
  } else if (Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, inner] of Object.entries(value)) look(file, key, inner, depth + 1);
  }
}

function recognize(value: unknown): Sighting["what"] | undefined {
  if (wanted === undefined) return undefined;
  const { prompt, ids } = wanted;
  if (typeof value === "string") {
    if (value === prompt) return "prompt";
    return prompt.split(" ").some((word) => value.includes(word)) ? "part" : undefined;
  }
  if (Array.isArray(value)) {
    // The last token of a prompt may be taken back, to be written anew.
    if (value.length >= ids.length - 1 && ids.slice(0, -1).every((id, i) => value[i] === id)) return "ids";
    return isPartOf(value, ids) ? "part" : undefined;
  }
  return typeof value === "object" && value !== null && isWritten(value) ? "text" : undefined;
}

/** Some tokens of the prompt, in their order. */
function isPartOf(value: readonly unknown[], ids: readonly number[]): boolean {
  const start = ids.findIndex((_, at) => value.every((id, i) => ids[at + i] === id));
  return value.length > 2 && start >= 0;
}

/** A piece of a text, a result, or what a text is at present. */
function isWritten(value: object): boolean {
  const isPiece = "sample" in value && "text" in value;
  return isPiece || ("samples" in value && "prompts" in value) || "promptCharacters" in value;
}

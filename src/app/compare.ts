import { isSameModel } from "../contract/model-source.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { SharedOutput } from "./state/page.ts";
import type { Run } from "./state/run.ts";

/** How a run compares with the output that a link brought. */
type Comparison =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly after: string; readonly theirs: string; readonly ours: string };

/** Characters shown around the place where two texts part. */
const AROUND = 40;

/** `undefined` when the run asked for something else than the link did, or another model wrote it. */
export function compare(shared: SharedOutput, run: Run): Comparison | undefined {
  const { request, result } = run;
  if (result === undefined || request.prompt + request.continued.text !== shared.prompt) return undefined;
  // Whatever the revisions: those have a line of their own.
  if (shared.source !== undefined && !isSameModel(shared.source, result.model.source)) return undefined;
  if (!sameParameters(request.parameters, shared.parameters)) return undefined;
  for (const [index, theirs] of shared.texts.entries()) {
    const ours = result.samples[index]?.text ?? "";
    if (ours === theirs) continue;
    const at = firstDifference(ours, theirs);
    const after = (shared.prompt + theirs).slice(0, shared.prompt.length + at).slice(-AROUND);
    return { kind: "different", after, theirs: theirs.slice(at, at + AROUND), ours: ours.slice(at, at + AROUND) };
  }
  return { kind: "same" };
}

function sameParameters(one: GenerationParameters, other: GenerationParameters): boolean {
  const sorted = (parameters: GenerationParameters) => JSON.stringify(Object.entries(parameters).sort());
  return sorted(one) === sorted(other);
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

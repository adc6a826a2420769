import { transfer } from "comlink";
import type { SavedFile } from "../contract/engine.ts";
import type { Outcome } from "../contract/outcome.ts";

/** Lets a file's stream go over to the page; without this Comlink would try to copy it and fail. */
export function handOver(outcome: Outcome<SavedFile>): Outcome<SavedFile> {
  const stream = outcome.ok ? outcome.value.stream : undefined;
  return stream instanceof ReadableStream ? transfer(outcome, [stream]) : outcome;
}

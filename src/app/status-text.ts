import { formatMilliseconds } from "./format.ts";
import type { LoadState } from "./state/models-state.ts";
import type { PageState } from "./state/page.ts";
import { BEFORE_RELOAD, isUnderWay, type Run } from "./state/run.ts";
import type { EarlyWords } from "./words/en.ts";

/** The sentence that the status line says; it changes by phase and not by token, because it is read aloud. */
export function statusText({ load, beside, run, unpacking }: PageState, words: EarlyWords): string {
  const { status } = words;
  if (unpacking !== undefined && !isUnderWay(run)) return status.unpacking(unpacking);
  // Another model than the one that runs is being looked up. A question about it has a card of its own.
  if (beside?.load.kind === "looking" && !isUnderWay(run)) return loadText(beside.load, status);
  // What was written before the page was loaded anew says nothing of what is going on.
  if (run === undefined || run.number === BEFORE_RELOAD)
    return loadText(beside?.load.kind === "asking" ? beside.load : load, status);
  const isReady = load.kind === "ready";
  switch (run.phase) {
    case "waiting":
      return isReady ? status.reading : status.waiting;
    case "running":
      return status.writing;
    case "stopping":
      return status.stopping;
    case "failed":
      return load.kind === "loading" ? loadText(load, status) : status.runFailed;
    case "done":
      return isReady ? endText(run, words) : loadText(load, status);
  }
}

/** What is said of a load. */
export function loadText(load: LoadState, status: EarlyWords["status"]): string {
  switch (load.kind) {
    case "looking":
      return status.looking;
    case "asking":
      return status.asking;
    case "loading":
      return load.progress?.paused === true ? status.paused : status[load.progress?.phase ?? "download"];
    case "ready":
      return status.ready;
    case "restarting":
      return status.restarting;
    case "failed":
      return status.failed;
  }
}

function endText({ result }: Run, words: EarlyWords): string {
  if (result === undefined) return "";
  const { status } = words;
  const tokens = words.tokens(result.completion_tokens);
  const wasStopped = result.samples.some(({ finish_reason }) => finish_reason === "stopped");
  return wasStopped
    ? status.stopped(tokens)
    : status.done(tokens, formatMilliseconds(result.timings.total_ms, words.units));
}

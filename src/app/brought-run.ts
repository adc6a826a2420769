import type { ModelSource } from "../contract/model-source.ts";
import type { SharedRun } from "../contract/share-link.ts";
import type { HistoryEntry } from "./history-entry.ts";
import type { PageEvent, SharedOutput } from "./state/page-state.ts";

/** What shows a run that a link brought. @param source the model that the link names */
export function showLinked(shared: SharedRun, source: ModelSource): PageEvent {
  const { prompt, parameters, continued, output } = shared;
  return {
    type: "linked",
    prompt,
    parameters,
    ...(continued && { continued }),
    ...(output && { shared: outputOf(shared, output, source) }),
  };
}

function outputOf(shared: SharedRun, texts: readonly string[], source: ModelSource): SharedOutput {
  const { prompt, parameters, revision, device } = shared;
  return {
    prompt,
    parameters,
    texts,
    source,
    ...(revision !== undefined && { commit: revision }),
    ...(device !== undefined && { device }),
  };
}

/** What shows an earlier run of this device. */
export function showEarlier({ prompt, parameters, continued, texts, model, source }: HistoryEntry): PageEvent {
  const shared = { prompt, parameters, texts, earlierWith: model, ...(source && { source }) };
  return { type: "linked", prompt, parameters, ...(continued && { continued }), shared };
}

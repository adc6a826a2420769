import type { ModelSource } from "../contract/model-source.ts";
import type { SharedRun } from "../contract/share-link.ts";
import type { HistoryEntry } from "./history-entry.ts";
import { writerName } from "./state/voice.ts";
import type { PageEvent, SharedOutput } from "./state/page.ts";

/** What shows a run that a link brought. @param source the model that the link names */
export function showLinked(shared: SharedRun, source: ModelSource): PageEvent {
  const { prompt, parameters, continued, output, adapter } = shared;
  return {
    type: "linked",
    prompt,
    parameters,
    ...(continued && { continued }),
    ...(output && { shared: outputOf(shared, output, source) }),
    ...(adapter && { voice: { ...adapter, source } }),
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
export function showEarlier({ prompt, parameters, continued, texts, model, source, adapter }: HistoryEntry): PageEvent {
  const earlierWith = writerName(model, adapter?.name);
  const shared = { prompt, parameters, texts, earlierWith, ...(source && { source }) };
  const voice = adapter && source && { voice: { ...adapter, source } };
  return { type: "linked", prompt, parameters, ...(continued && { continued }), shared, ...voice };
}

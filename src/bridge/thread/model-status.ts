import type { ApiStatus } from "../../contract/api/host.ts";
import type { LoadProgress } from "../../contract/engine.ts";
import type { News, ThreadState } from "./thread-state.ts";

/** The model that answers now, or why there is none, for those who call without having loaded it. */
export function modelStatus({ model, news }: ThreadState): Omit<ApiStatus, "queued"> {
  return model === undefined ? { reason: reasonOf(news) } : { model: model.info };
}

function reasonOf(news: News | undefined): string {
  switch (news?.kind) {
    case undefined:
      return "No model has been loaded on the page yet.";
    case "loading":
      return news.progress === undefined ? "The model is being loaded." : progressOf(news.progress);
    case "failed":
      return news.failure.message;
    case "lost":
      return `The model's thread was lost: ${news.failure.message}`;
  }
}

function progressOf({ phase, fraction }: LoadProgress): string {
  const doing = { download: "downloaded", convert: "converted", start: "started" }[phase];
  return `The model is being ${doing} (${Math.floor(fraction * 100)} %).`;
}

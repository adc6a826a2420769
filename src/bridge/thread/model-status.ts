import type { ApiStatus } from "../../contract/api/host.ts";
import type { LoadProgress } from "../../contract/load.ts";
import { type Failure, makeFailure } from "../../contract/outcome.ts";
import type { News, ThreadState } from "./thread-state.ts";

/** The model that answers now, or why there is none, for those who call without having loaded it. */
export function modelStatus({ model, news }: ThreadState): Omit<ApiStatus, "queued"> {
  return model === undefined ? { reason: reasonOf(news) } : { model: model.info };
}

function reasonOf(news: News | undefined): Failure {
  switch (news?.kind) {
    case undefined:
      return makeFailure("not_loaded", "not_yet", {});
    case "loading":
      return news.progress === undefined ? makeFailure("not_loaded", "loading", {}) : sayProgress(news.progress);
    case "failed":
      return makeFailure("not_loaded", "load_failed", { why: news.failure });
    case "lost":
      return makeFailure("not_loaded", "thread_lost", { why: news.failure });
  }
}

const DOING = { download: "downloading", convert: "converting", start: "starting" } as const;

function sayProgress({ phase, fraction }: LoadProgress): Failure {
  return makeFailure("not_loaded", DOING[phase], { percent: Math.floor(fraction * 100) });
}

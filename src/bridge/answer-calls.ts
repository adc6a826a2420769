import type { ApiHost } from "../contract/api/host.ts";
import type { Engine } from "../contract/engine.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { fail, failureOf, type Outcome } from "../contract/outcome.ts";
import { createRefusingHost } from "./refusing-host.ts";
import { serveApi } from "./serve-api.ts";

/** The model that a page of the site answers with. */
interface Answerer {
  readonly thread: Pick<Engine, "load" | "cancelLoad">;
  readonly host: ApiHost;
  readonly source: ModelSource;
}

/** The page as {@link answerCalls} sees it. */
interface AnsweringPage {
  /** Address of the page. */
  readonly address: string;
  /** Absent where the page may have no service worker. */
  readonly container: ServiceWorkerContainer | undefined;
  /** Installs the site's service worker. @returns once it controls the page; nothing where it never will */
  takeControl(): Promise<unknown>;
  /** Starts what computes, for the model that the site's owner has named. */
  open(): Promise<Answerer>;
}

/**
 * Has a page of the site's origin answer the API's calls, its own among them, by a model in a thread of its own.
 * @param base address of the site's folder, with a slash at its end
 * @returns once the service worker asks this page and the model is loaded
 */
export async function answerCalls(base: string, page: AnsweringPage): Promise<Outcome<ModelInfo>> {
  const { container } = page;
  // A service worker is asked for nothing by pages outside of its folder: they would wait for ever.
  if (!page.address.startsWith(base)) return fail("not_loaded", "outside_site", { base });
  if (container === undefined) return fail("not_loaded", "no_service_worker", {});
  const opened = page.open();
  // What it asks before the page listens would be lost.
  serveApi(container, () => hostOf(opened));
  const control = page.takeControl();
  const loading = opened.then(({ thread, source }) => thread.load(source, {}, () => undefined));
  // Its failure is told below, and to those who call.
  loading.catch(() => undefined);
  if ((await control) !== undefined) return loading;
  // Nobody would have what is downloaded.
  opened.then(({ thread }) => thread.cancelLoad()).catch(() => undefined);
  return fail("not_loaded", "no_service_worker", {});
}

/** What answers with the model, or tells whoever calls why there is none. */
function hostOf(opened: Promise<Answerer>): Promise<ApiHost> {
  return opened.then(
    ({ host }) => host,
    (error) => createRefusingHost(failureOf(error)),
  );
}

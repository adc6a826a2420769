import type { ApiHost } from "../contract/api/host.ts";
import type { Engine } from "../contract/engine.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { fail, type Outcome } from "../contract/outcome.ts";
import { serveApi } from "./serve-api.ts";

/** The model that a page of the site answers with. */
interface Answerer {
  readonly thread: Pick<Engine, "load">;
  readonly host: ApiHost;
  readonly source: ModelSource;
}

/** The page as {@link answerCalls} sees it. */
interface AnsweringPage {
  /** Address of the page. */
  readonly address: string;
  /** Absent where the page may have no service worker. */
  readonly container: ServiceWorkerContainer | undefined;
  /** Installs the site's service worker. @returns once it controls the page; nothing where there can be none */
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
  serveApi(container, async () => (await opened).host);
  const control = page.takeControl();
  const { thread, source } = await opened;
  const loaded = await thread.load(source, {}, () => undefined);
  if ((await control) === undefined) return fail("not_loaded", "no_service_worker", {});
  return loaded;
}

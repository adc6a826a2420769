import workerUrl from "../worker/main.ts?worker&url";
import { makeStarter } from "./start-worker.ts";

/** Addresses that the model's thread works with. */
interface Addresses {
  /** The site's base folder, with a slash at its end. */
  readonly siteBase: string;
  /** The Hub, without a slash at its end. */
  readonly hubUrl: string;
}

/** Starts the model's thread. The only place that knows where its code lies. */
export const startModelWorker: (addresses: Addresses) => Worker = makeStarter(workerUrl);

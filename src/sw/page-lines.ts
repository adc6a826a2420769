import { type Remote, releaseProxy, wrap } from "comlink";
import { type ApiHost, type ApiStatus, OFFER_MESSAGE } from "../contract/api/host.ts";
import type { Page } from "./while-open.ts";

/** A page that has not answered by then is asleep, still loading, or not the app's. */
const ANSWER_WITHIN_MS = 1500;
/** One that was silent the last time is given less, so that a call whose page was closed settles soon. */
const ANSWER_NOW_WITHIN_MS = 500;

export interface Line {
  readonly remote: Remote<ApiHost>;
  /** Calls under way. */
  calls: number;
}

/** What a page said of itself. */
export interface Answer {
  readonly page: Page;
  readonly line: Line;
  readonly status: ApiStatus;
}

/** Resolves after so many milliseconds. */
export type Wait = (ms: number) => Promise<undefined>;

/** Lines to the pages of the site, kept as long as the pages are there. */
export class PageLines {
  readonly #pages: () => Promise<readonly Page[]>;
  readonly #wait: Wait;
  readonly #lines = new Map<string, Line>();
  /** Pages that did not answer when they were last asked: nobody waits for them first. */
  readonly #silent = new Set<string>();

  /** @param wait who has not answered when it resolves is not waited for any more */
  constructor(pages: () => Promise<readonly Page[]>, wait: Wait) {
    this.#pages = pages;
    this.#wait = wait;
  }

  isSilent(id: string): boolean {
    return this.#silent.has(id);
  }

  /** Asks every open page what it has; the answers by the pages' ids. */
  async askAll(): Promise<ReadonlyMap<string, Promise<Answer | undefined>>> {
    const open = await this.#pages();
    this.#forgetGone(new Set(open.map(({ id }) => id)));
    return new Map(open.map((page) => [page.id, this.#ask(page)]));
  }

  async #ask(page: Page): Promise<Answer | undefined> {
    const line = this.#lineTo(page);
    const patience = this.isSilent(page.id) ? ANSWER_NOW_WITHIN_MS : ANSWER_WITHIN_MS;
    const status = await Promise.race([line.remote.status(), this.#wait(patience)]);
    if (status !== undefined) {
      this.#silent.delete(page.id);
      return { page, line, status };
    }
    this.#silent.add(page.id);
    // The page may have been loaded anew under the same id: the next call knocks again. A page that has a call to answer
    // keeps its line, which is where the answer comes.
    if (this.#lines.get(page.id) === line && line.calls === 0) this.#giveUp(page.id, line);
    return undefined;
  }

  #lineTo(page: Page): Line {
    const known = this.#lines.get(page.id);
    if (known !== undefined) return known;
    const { port1, port2 } = new MessageChannel();
    page.postMessage({ type: OFFER_MESSAGE }, [port2]);
    const line = { remote: wrap<ApiHost>(port1), calls: 0 };
    this.#lines.set(page.id, line);
    return line;
  }

  #forgetGone(open: ReadonlySet<string>): void {
    for (const [id, line] of this.#lines) if (!open.has(id)) this.#giveUp(id, line);
    for (const id of this.#silent) if (!open.has(id)) this.#silent.delete(id);
  }

  #giveUp(id: string, { remote }: Line): void {
    this.#lines.delete(id);
    remote[releaseProxy]();
  }
}

import * as Comlink from "comlink";
import type { RouteAnswer } from "../contract/embed.ts";
import { errorOf, HostlessError } from "./errors.ts";
import type { Lines } from "./model.ts";
import { stopOnAbort } from "./stop-on-abort.ts";

/** Where the routes begin in an address, whatever the site's own is. */
const ROUTE = /\/api\/([^?#]*)/;

/** A `fetch` whose requests the frame answers as the site's own routes: for clients that can be given one. */
export function fetchThrough(lines: Lines): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const path = ROUTE.exec(request.url)?.[1];
    if (path === undefined)
      throw new HostlessError("bad_request", `${request.url} is no route: there is no /api/ in it.`);
    const { signal } = request;
    signal.throwIfAborted();
    const body = request.body === null ? undefined : await request.text();
    // The frame may be loading anew for long.
    const { host } = await Promise.race([lines.current(), rejectOnAbort(signal)]);
    signal.throwIfAborted();
    const id = crypto.randomUUID();
    const stop = () => void host.stop(id);
    const letGo = stopOnAbort(signal, stop);
    const answer = new IncomingAnswer(signal, stop);
    const call = {
      id,
      path,
      method: request.method,
      headers: [...request.headers],
      ...(body !== undefined && { body }),
    };
    void Promise.race([host.request(call, Comlink.proxy(answer.take)), lines.broken()])
      .then((outcome) => (outcome.ok ? answer.end() : answer.fail(errorOf(outcome.failure))), answer.fail)
      .finally(letGo);
    return answer.response;
  };
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** A response put together of what comes: its head, then its body piece by piece. */
class IncomingAnswer {
  /** Resolves with the head; the body follows. */
  readonly response: Promise<Response>;
  readonly #body: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #resolve: (response: Response) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  /** @param stop called where the reader of the body goes away */
  constructor(signal: AbortSignal, stop: () => void) {
    this.#body = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.#controller = undefined;
        stop();
      },
    });
    this.response = new Promise((resolve, reject) => {
      [this.#resolve, this.#reject] = [resolve, reject];
    });
    signal.addEventListener("abort", () => this.fail(signal.reason), { once: true });
  }

  readonly take = (answer: RouteAnswer): void => {
    if ("bytes" in answer) this.#controller?.enqueue(answer.bytes);
    else
      this.#resolve(
        new Response(this.#body, {
          status: answer.status,
          headers: answer.headers.map(([name, value]) => [name, value]),
        }),
      );
  };

  end(): void {
    this.#controller?.close();
    this.#controller = undefined;
  }

  readonly fail = (error: unknown): void => {
    this.#reject(error);
    this.#controller?.error(error);
    this.#controller = undefined;
  };
}

import type { Engine, Priority } from "./engine.ts";
import type { GenerateDelta, GenerateResult } from "./generate-result.ts";
import type { Outcome } from "./outcome.ts";
import type { GenerateRequest } from "./request.ts";

type Listener = (delta: GenerateDelta) => void | Promise<void>;

/** The engine as the thread exposes it: a run's listener is a number. */
export interface ThreadEngine extends Omit<Engine, "generate"> {
  generate(
    request: GenerateRequest,
    run: number,
    listener: number,
    priority?: Priority,
  ): Promise<Outcome<GenerateResult>>;
  ping(): void;
}

/** A worker as its page has it, or the worker's own scope; tests bring a port. */
export interface OwnPort {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

/** To the page: a piece for the listener of this number. */
interface Piece {
  readonly listener: number;
  readonly delta: GenerateDelta;
}

/** To the thread: the listener took its piece, or threw. */
interface Taken {
  readonly taken: number;
  readonly failed?: string;
}

/**
 * Pieces of texts go from the thread to the page by the worker's own port, not by one made for each run: in WebKit a hop
 * over a `MessagePort` costs a worker 300 µs and more, one over its own 20, and the default model takes 300 µs for a token.
 * Comlink, which uses the same port, knows neither kind of message and leaves both alone.
 */
export function createSender(port: OwnPort): (listener: number) => Listener {
  const waiting = new Map<number, { readonly resolve: () => void; readonly reject: (reason: Error) => void }>();
  port.addEventListener("message", ({ data }) => {
    if (!isTaken(data)) return;
    const { taken, failed } = data;
    const piece = waiting.get(taken);
    waiting.delete(taken);
    if (failed === undefined) piece?.resolve();
    else piece?.reject(new Error(failed));
  });
  return (listener) => (delta) =>
    new Promise((resolve, reject) => {
      waiting.set(listener, { resolve, reject });
      port.postMessage({ listener, delta } satisfies Piece);
    });
}

/** An engine as the thread exposes it. */
export function byOwnPort<T extends Pick<Engine, "generate">>(engine: T, port: OwnPort) {
  const send = createSender(port);
  const generate: ThreadEngine["generate"] = (request, run, listener, priority) =>
    engine.generate(request, run, send(listener), priority);
  return { ...engine, generate };
}

/** The page's end of {@link createSender}. */
export interface Listeners {
  /** @returns the number by which the thread names it; each of its pieces is confirmed when it was taken */
  add(listener: Listener): number;
  remove(number: number): void;
}

export function createListeners(port: OwnPort): Listeners {
  const listeners = new Map<number, Listener>();
  let last = 0;
  const take = async ({ listener, delta }: Piece): Promise<void> => {
    const failed = await Promise.resolve(delta)
      .then(listeners.get(listener))
      .then(
        () => ({}),
        (error) => ({ failed: String(error) }),
      );
    port.postMessage({ taken: listener, ...failed } satisfies Taken);
  };
  port.addEventListener("message", ({ data }) => {
    if (isPiece(data)) void take(data);
  });
  return {
    add(listener) {
      listeners.set(++last, listener);
      return last;
    },
    remove: (number) => void listeners.delete(number),
  };
}

function isPiece(data: unknown): data is Piece {
  return typeof data === "object" && data !== null && "listener" in data && "delta" in data;
}

function isTaken(data: unknown): data is Taken {
  return typeof data === "object" && data !== null && "taken" in data;
}

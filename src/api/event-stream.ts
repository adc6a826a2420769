import type { GenerateDelta, GenerateResult } from "../contract/generate-result.ts";
import { failureOf } from "../contract/outcome.ts";
import type { GenerateRequest } from "../contract/request.ts";
import { ANSWER_HEADERS, failureAnswer, failureEvent } from "./answer.ts";
import { type Caller, generate } from "./call.ts";

/** Writes one server-sent event with JSON data; resolves when the reader is ready for more. */
export type SendEvent = (data: unknown) => Promise<void>;

/** Events that may wait for a reader before the writer does: without room each costs a way to the reader and back. */
const ROOM = { highWaterMark: 16 };

/**
 * An answer of server-sent events that `write` fills. When the reader goes away `onCancel` is called; what `write`
 * still sends is dropped.
 */
function eventStream(write: (send: SendEvent) => Promise<void>, onCancel: () => void): Response {
  const encoder = new TextEncoder();
  let isCancelled = false;
  let broken: unknown;
  // A stream of the answer's own would cost less, but WebKit stalls on one in a service worker.
  const stream = new TransformStream<Uint8Array, Uint8Array>({}, ROOM, ROOM);
  const writer = stream.writable.getWriter();
  writer.closed.catch(() => {
    isCancelled = true;
    onCancel();
  });
  const send: SendEvent = async (data) => {
    if (isCancelled) return;
    const text = typeof data === "string" ? data : JSON.stringify(data);
    await writer.write(encoder.encode(`data: ${text}\n\n`)).catch((error) => {
      broken ??= error;
    });
  };
  // What cannot be told as an event fails for the reader: an answer that is cut never ends like a whole one.
  void write(send)
    .catch((error) => send(failureEvent(failureOf(error))))
    .then(() => (broken === undefined ? writer.close() : writer.abort(broken)))
    .catch(() => undefined);
  return new Response(stream.readable, {
    headers: { ...ANSWER_HEADERS, "Content-Type": "text/event-stream", "X-Accel-Buffering": "no" },
  });
}

/** How a route writes a run as events. */
interface RunWriter {
  delta(send: SendEvent, delta: GenerateDelta): Promise<void>;
  end(send: SendEvent, result: GenerateResult): Promise<void>;
}

/**
 * Runs a request and streams it. The answer begins with the first piece of text, so that a refusal (422, 429, 503) still
 * has its own status; a failure after that is an event with `error`.
 */
export async function streamRun(caller: Caller, request: GenerateRequest, writer: RunWriter): Promise<Response> {
  let start = () => {};
  const started = new Promise<undefined>((resolve) => {
    start = () => resolve(undefined);
  });
  let open = (_send: SendEvent) => {};
  const opened = new Promise<SendEvent>((resolve) => {
    open = resolve;
  });
  const outcome = generate(caller, request, async (deltas) => {
    start();
    const send = await opened;
    // One without a token and a prompt only says that the run has begun.
    for (const delta of deltas) if (delta.tokens > 0 || delta.prompt !== undefined) await writer.delta(send, delta);
  });
  const early = await Promise.race([started, outcome]);
  if (early !== undefined && !early.ok) return failureAnswer(early.failure, caller.fieldOf);
  return eventStream(
    async (send) => {
      open(send);
      const result = await outcome;
      if (result.ok) return writer.end(send, result.value);
      await send(failureEvent(result.failure));
    },
    () => caller.abort.abort(),
  );
}

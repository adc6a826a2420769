import type { ServerResponse } from "node:http";

/** Writes an answer as fast as its reader takes it. Resolves when it is written, or its reader has gone away. */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed || outgoing.writableEnded) return void response.body?.cancel();
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  const reader = response.body?.getReader();
  if (reader === undefined) return void outgoing.end();
  // A reader of events wants the head before the first of them.
  outgoing.flushHeaders();
  outgoing.once("close", () => void reader.cancel().catch(() => undefined));
  for (;;) {
    const { done, value } = await reader.read();
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value)) await untilDrained(outgoing);
  }
  outgoing.end();
}

function untilDrained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once("drain", resolve);
    outgoing.once("close", resolve);
  });
}

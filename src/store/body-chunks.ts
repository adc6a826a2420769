import { brokenOff } from "./fetch-checked.ts";
import { readAll } from "./read-all.ts";

/** The body's bytes; each chunk is of use only until the next one is asked for. */
export async function* chunksOf(response: Response, url: string, signal: AbortSignal) {
  if (response.body === null) return;
  const reader = readerOf(response.body);
  try {
    yield* readAll(reader);
  } catch (error) {
    throw brokenOff(url, error, signal);
  } finally {
    // Ends the connection where the reader stopped early; a broken one is over anyway.
    await reader.cancel().catch(() => undefined);
  }
}

const READ_BYTES = 256 * 1024;

/**
 * Reads into one and the same buffer where the browser can: what it makes anew for each chunk of a model waits long for the
 * collector, which does not know how large it is.
 */
function readerOf(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = body.getReader({ mode: "byob" });
  } catch {
    return body.getReader();
  }
  let buffer = new ArrayBuffer(READ_BYTES);
  return {
    async read(): Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>> {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      if (done) return { done, value: undefined };
      buffer = value.buffer;
      return { done, value };
    },
    cancel: () => reader.cancel(),
  };
}

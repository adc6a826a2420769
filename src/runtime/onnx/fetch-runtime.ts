import { reasonOf, type Refusal, refuse } from "../../contract/outcome.ts";

/** Hears how many bytes are here, out of about how many; never more than those. */
export type OnBytes = (loaded: number, total: number) => void;

/**
 * A runtime's file, with reports on its way.
 * @param about its size where the host does not say it: compressed answers have another one
 * @throws Refusal `no_backend`, so that a backend that needs no runtime is tried in its place
 */
export async function fetchRuntime(
  fetcher: typeof fetch,
  url: string,
  about: number,
  onBytes: OnBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetcher(url).catch((error: unknown) => {
    throw missing(url, error);
  });
  if (!response.ok)
    throw refuse("no_backend", "runtime_status", { url, status: `${response.status}` }, { subject: url });
  const named = response.headers.has("Content-Encoding") ? 0 : Number(response.headers.get("Content-Length"));
  const total = named > 0 ? named : about;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let loaded = 0;
  try {
    for (const reader = response.body?.getReader(); reader !== undefined; ) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      loaded += value.length;
      onBytes(Math.min(loaded, total), total);
    }
  } catch (error) {
    throw missing(url, error);
  }
  onBytes(total, total);
  return joinChunks(chunks, loaded);
}

function joinChunks(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function missing(url: string, error: unknown): Refusal {
  return refuse("no_backend", "runtime_unreachable", { url, reason: reasonOf(error) }, { subject: url });
}

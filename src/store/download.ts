import { failureOf, type Refusal, refuse } from "../contract/outcome.ts";
import { refuseAbout } from "../contract/refuse-file.ts";
import { type DownloadJob, admit } from "./admit-answer.ts";
import { chunksOf } from "./body-chunks.ts";
import type { DownloadWorld } from "./download-world.ts";
import { fetchAny } from "./fetch-checked.ts";

/** Tries in a row that bring no new byte. */
const FRUITLESS_TRIES = 5;
const FIRST_WAIT_MS = 500;
/** A host that wants a longer pause is reported to the visitor instead of waited for. */
const LONGEST_WAIT_MS = 60_000;
/** A connection that brings nothing for so long is given up and made anew. */
const STALL_MS = 20_000;
const WORTH_RETRYING = new Set(["network", "rate_limited", "server_error", "size_mismatch"]);

/**
 * Brings the rest of a file: goes on where the writer ended, waits while the network is away, tries again with growing
 * pauses or as long as the server says.
 * @throws Refusal `network`, `size_mismatch`, `malformed_file` (an HTML page), `rate_limited`, `unauthorized`,
 * `model_not_found`, `server_error`, `quota`, `storage`, `cancelled`
 */
export async function download(job: DownloadJob, world: DownloadWorld): Promise<void> {
  for (let fruitless = 0; job.writer.size < job.size; ) {
    if (!world.isOnline()) {
      job.onBytes(job.writer.size, true);
      await world.whenOnline(job.signal);
    }
    const before = job.writer.size;
    try {
      await fetchRest(job, world);
    } catch (error) {
      const { code, retryAfterSeconds = 0 } = failureOf(error);
      fruitless = job.writer.size > before ? 1 : fruitless + 1;
      const wait = Math.max(retryAfterSeconds * 1000, FIRST_WAIT_MS * 2 ** (fruitless - 1));
      if (!WORTH_RETRYING.has(code) || wait > LONGEST_WAIT_MS) throw error;
      if (!world.isOnline()) continue;
      if (fruitless >= FRUITLESS_TRIES) throw error;
      await world.sleep(wait, job.signal);
    }
  }
}

/** One request for what is missing. */
async function fetchRest(job: DownloadJob, world: DownloadWorld): Promise<void> {
  const stall = new AbortController();
  const signal = AbortSignal.any([job.signal, stall.signal]);
  const from = job.writer.size;
  const range = from === 0 ? {} : { Range: `bytes=${from}-`, ...ifRange(job.url, job.validator.etag) };
  // Of what is kept here the browser's own cache would only hold a second copy; it is always asked whether it is up to date.
  const cache = job.cached && from === 0 ? "no-cache" : "no-store";
  const response = await fetchAny(world.fetch, job.url, { signal, headers: range, cache });
  await admit(response, job);
  const end = () => stall.abort(refuse("network", "stalled", { url: job.url, seconds: STALL_MS / 1000 }));
  let timer = setTimeout(end, STALL_MS);
  try {
    for await (const chunk of chunksOf(response, job.url, signal)) {
      clearTimeout(timer);
      if (job.writer.size + chunk.length > job.size) throw await tooLong(job);
      job.writer.write(chunk);
      job.onBytes(job.writer.size, false);
      await job.writer.room?.();
      timer = setTimeout(end, STALL_MS);
    }
  } finally {
    clearTimeout(timer);
  }
  if (job.writer.size < job.size) throw sizeMismatch(job);
}

/**
 * `If-Range` goes to the own origin only: to another it would need a preflight that hosts may refuse; there the ETag of
 * the answer is compared instead. A weak one cannot be used.
 */
function ifRange(url: string, etag: string | undefined): Record<string, string> {
  const own = "location" in globalThis && new URL(url).origin === globalThis.location.origin;
  return own && etag !== undefined && !etag.startsWith("W/") ? { "If-Range": etag } : {};
}

/** More bytes than there should be are no part of the file: none of them is kept. */
async function tooLong(job: DownloadJob): Promise<Refusal> {
  job.writer.restart();
  await job.validator.set(undefined);
  return refuseAbout("size_mismatch", job.path, "too_long", { size: job.size });
}

function sizeMismatch({ path, size, writer }: DownloadJob): Refusal {
  return refuseAbout("size_mismatch", path, "too_short", { got: writer.size, size });
}

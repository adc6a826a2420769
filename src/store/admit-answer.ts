import { refuse } from "../contract/outcome.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import type { BlobWriter } from "./blob-store.ts";
import { dropBody, statusRefusal } from "./fetch-checked.ts";

/** One file on its way into the store. */
export interface DownloadJob {
  readonly url: string;
  /** Path inside the model, for messages. */
  readonly path: string;
  readonly size: number;
  /** True for bytes that are not kept here: the browser's own cache may spare the next visit the download. */
  readonly cached: boolean;
  readonly writer: BlobWriter;
  /** Validator (ETag) of the bytes that are there already, kept beside them. */
  readonly validator: Validator;
  /** Bytes written so far; goes back when the server makes us start again. */
  readonly onBytes: (loaded: number, paused: boolean) => void;
  readonly signal: AbortSignal;
}

export interface Validator {
  readonly etag: string | undefined;
  set(etag: string | undefined): Promise<void>;
}

/** Checks that an answer fits what is there, and starts again where it does not. */
export async function admit(response: Response, job: DownloadJob): Promise<void> {
  const now = response.headers.get("ETag") ?? undefined;
  const { etag } = job.validator;
  if (response.status === 206 && fitsRange(response, job) && (etag === undefined || now === etag)) return;
  if (response.status === 206 || response.status === 416) {
    await startAgain(response, job);
    throw refuse("network", "wrong_rest", { url: job.url }, { subject: job.url });
  }
  if (!response.ok) {
    await dropBody(response);
    throw statusRefusal(response, job.url);
  }
  if (/^text\/html/i.test(response.headers.get("Content-Type") ?? "") && !job.path.endsWith(".html")) {
    await dropBody(response);
    throw refuseFile(job.path, "page_for_file", { url: job.url });
  }
  job.writer.restart();
  await job.validator.set(now);
}

async function startAgain(response: Response, job: DownloadJob): Promise<void> {
  await dropBody(response);
  job.writer.restart();
  await job.validator.set(undefined);
}

function fitsRange(response: Response, { writer, size }: DownloadJob): boolean {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get("Content-Range") ?? "") ?? [];
  // A host that does not let other origins read this header is trusted here; the digest decides in the end.
  if (start === undefined) return !response.headers.has("Content-Range");
  return Number(start) === writer.size && (total === "*" || Number(total) === size);
}

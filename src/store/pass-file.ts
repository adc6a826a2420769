import { refuse } from "../contract/outcome.ts";
import type { Validator } from "./admit-answer.ts";
import { type Bringing, isOfSite, type Wanted } from "./bring-file.ts";
import { digestKey } from "./digest.ts";
import { download } from "./download.ts";
import { AGAIN, openPieces } from "./piece-stream.ts";
import { readAll } from "./read-all.ts";
import { StreamCheck } from "./stream-check.ts";

/** A file that goes from its host to one reader, piece by piece, and is held nowhere. */
export interface PassingFile {
  /** Begins the download, unless it was begun; resolves when it is over. @throws Refusal those of the download */
  arrive(): Promise<void>;
  /**
   * The bytes, for one reader; a piece is of use only until the next one is asked for. The end is reached only if the file was the
   * right one.
   * @throws Refusal `integrity`, and those of the download
   */
  read(): AsyncIterable<Uint8Array>;
  /** Gives it up; not to be read any more. */
  drop(): void;
}

export function passFile(file: Wanted, { world, signal, onBytes }: Bringing): PassingFile {
  const given = new AbortController();
  const ended = AbortSignal.any([signal, given.signal]);
  const pieces = openPieces(ended);
  let arriving: Promise<void> | undefined;
  const bring = async (url: string) => {
    try {
      const report = (loaded: number, paused: boolean) => onBytes(digestKey(file.digest), loaded, paused);
      const { path, size } = file;
      const way = { url, path, size, cached: isOfSite(url, world), validator: noteValidator() };
      await download({ ...way, writer: pieces.writer, onBytes: report, signal: ended }, world);
      await pieces.writer.close();
    } catch (error) {
      // Nobody reads it any more.
      if (given.signal.aborted) return;
      pieces.fail(error);
      throw error;
    }
  };
  const arrive = () => {
    arriving ??= "url" in file.from ? bring(file.from.url) : Promise.resolve();
    return arriving;
  };
  return {
    arrive,
    async *read() {
      // A failure comes with the pieces.
      arrive().catch(() => undefined);
      const check = new StreamCheck(file.path, await world.openHash());
      const reader = pieces.stream.getReader();
      try {
        for await (const value of readAll(reader)) {
          if (value === AGAIN) {
            check.startAgain();
            continue;
          }
          const fresh = check.take(value);
          if (fresh.length > 0) yield fresh;
          free(value);
        }
        check.finish(file.digest.hex);
      } finally {
        given.abort();
      }
    },
    drop() {
      given.abort();
      pieces.fail(refuse("cancelled", "not_needed", { path: file.path }));
    },
  };
}

/** The validator of bytes that do not outlive their reader. */
function noteValidator(): Validator {
  let etag: string | undefined;
  return {
    get etag() {
      return etag;
    },
    async set(now) {
      etag = now;
    },
  };
}

/** Gives the memory of bytes back at once, where the browser can; the collector would take its time. */
function free({ buffer, byteLength }: Uint8Array<ArrayBuffer>): void {
  if (byteLength === buffer.byteLength && canTransfer(buffer)) buffer.transfer(0);
}

function canTransfer(buffer: object): buffer is { transfer(bytes: number): ArrayBuffer } {
  return "transfer" in buffer;
}

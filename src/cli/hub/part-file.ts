import { closeSync, ftruncateSync, openSync, statSync, writeSync } from "node:fs";
import type { BlobWriter } from "../../store/blob-store.ts";
import { diskFailure } from "../disk-failure.ts";

/** A file that is written on where it ended, as a download goes on. @throws Refusal `storage` */
export function openPartFile(place: string): BlobWriter {
  const file = orRefuse(place, () => openSync(place, "a"));
  let size = statSync(place).size;
  return {
    get size() {
      return size;
    },
    write(chunk) {
      for (let done = 0; done < chunk.length; ) {
        const rest = chunk.subarray(done);
        done += orRefuse(place, () => writeSync(file, rest));
      }
      size += chunk.length;
    },
    restart() {
      ftruncateSync(file, 0);
      size = 0;
    },
    close: async () => closeSync(file),
  };
}

function orRefuse<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw diskFailure(place, error);
  }
}

import { Job, piece } from "./job";
import * as thread from "./thread-buffers";

// How threads share a job's pieces: one offers it, and helpers take pieces until none is left.

/** Fewer pieces are done sooner than they are shared. */
export const FEW: i32 = 4;
/**
 * How often a helper looks for work before it goes to sleep: some 20 µs, more than lie between two products and far less
 * than between two tokens.
 */
const LOOKS: i32 = 20_000;

/** Offers the job, works along, and returns when all is done. @returns false, with nothing done, when it is too small */
export function share(job: Job, pieces: i32): bool {
  if (pieces < FEW) return false;
  job.finished = 0;
  atomic.store<i32>(thread.job + offsetof<Job>("left"), pieces);
  atomic.add<i32>(thread.job + offsetof<Job>("number"), 1);
  // Whoever goes to sleep counts itself first and then looks at the number once more.
  if (atomic.load<i32>(thread.job + offsetof<Job>("sleepers")) != 0) atomic.notify(thread.job + offsetof<Job>("number"), -1);
  work(job);
  while (atomic.load<i32>(thread.job + offsetof<Job>("finished")) < pieces) {}
  return true;
}

/** Takes pieces until none is left. A piece that is taken holds the job until it is finished, so what is read of it is true. */
function work(job: Job): void {
  while (true) {
    const left = atomic.sub<i32>(thread.job + offsetof<Job>("left"), 1);
    if (left <= 0) return;
    piece(job, left - 1);
    atomic.add<i32>(thread.job + offsetof<Job>("finished"), 1);
  }
}

/** The last job that this helper knows of. */
let known: i32 = 0;

/**
 * A helper's work from now on; never returns. Call `setUp` first.
 * What is needed after a sleep is kept in globals: in V8 of 2023 (Node 20, Chrome 113) locals do not survive it.
 */
export function help(): void {
  if (!SHARED) return;
  known = numberNow();
  while (true) {
    for (let looks = 0; looks < LOOKS && numberNow() == known; looks++) {}
    if (numberNow() == known) {
      atomic.add<i32>(thread.job + offsetof<Job>("sleepers"), 1);
      atomic.wait<i32>(thread.job + offsetof<Job>("number"), known, -1);
      atomic.sub<i32>(thread.job + offsetof<Job>("sleepers"), 1);
    } else {
      known = numberNow();
      work(changetype<Job>(thread.job));
    }
  }
}

@inline
function numberNow(): i32 {
  return atomic.load<i32>(thread.job + offsetof<Job>("number"));
}

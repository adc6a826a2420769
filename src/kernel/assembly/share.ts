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

/** Of this helper, and of the last job that it knows of. */
let own: i32 = 0;
let known: i32 = 0;

/** From now on the helpers of numbers below `most` take pieces; the others sleep until this changes, whatever is shared. */
export function askBelow(most: i32): void {
  if (!SHARED || atomic.load<i32>(thread.job + offsetof<Job>("asked")) == most) return;
  atomic.store<i32>(thread.job + offsetof<Job>("asked"), most);
  atomic.notify(thread.job + offsetof<Job>("asked"), -1);
  // Who is asked no more is not to be woken by each job.
  atomic.notify(thread.job + offsetof<Job>("number"), -1);
}

/**
 * A helper's work from now on, by its number from 0 on; never returns. Call `setUp` first.
 * What is needed after a sleep is kept in globals: in V8 of 2023 (Node 20, Chrome 113) locals do not survive it.
 */
export function help(number: i32): void {
  if (!SHARED) return;
  own = number;
  known = numberNow();
  while (true) {
    const asked = atomic.load<i32>(thread.job + offsetof<Job>("asked"));
    if (own >= asked) {
      atomic.wait<i32>(thread.job + offsetof<Job>("asked"), asked, -1);
      continue;
    }
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

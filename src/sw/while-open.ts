import { failed, makeFailure, type Failure, type Outcome } from "../contract/outcome.ts";

/** The part of a service worker's `Client` that is needed here. */
export interface Page {
  readonly id: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** A page that has a call to answer. */
interface Answering {
  isOpen(): Promise<boolean>;
  /** Resolves once the page has answered anything at all. */
  ping(): Promise<unknown>;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<undefined>;
}

/** How often an open page is looked for while it computes. No event tells a service worker that one was closed. */
const LOOK_EVERY_MS = 100;
/** How often it is asked for a sign of life, and how long it may owe one: the model has a thread of its own. */
const PING_EVERY_MS = 2000;
const ASLEEP_MS = 8000;

/**
 * Settles as the call does, or fails once its page is closed or has been put to sleep (browsers freeze tabs in the
 * background): a call to such a page does not settle by itself.
 */
export function whileOpen<T>(page: Answering, call: Promise<Outcome<T>>): Promise<Outcome<T>> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  call.then(settle, settle);
  const isPending = () => !settled;
  const fails = [untilClosed(page, isPending), untilAsleep(page, isPending)];
  // What has settled meanwhile wins.
  return Promise.race([call, ...fails.map(async (one) => failed(await one))]).then((first) => (settled ? call : first));
}

async function untilClosed({ isOpen, wait }: Answering, isPending: () => boolean): Promise<Failure> {
  do await wait(LOOK_EVERY_MS);
  while (isPending() && (await isOpen()));
  // A closed page's last words may still be on their way.
  await wait(LOOK_EVERY_MS);
  return makeFailure("page_closed", "closed", {}, { retryAfterSeconds: 1 });
}

async function untilAsleep({ ping, wait }: Answering, isPending: () => boolean): Promise<Failure> {
  // One that fails tells of no sleep: the line is given up once its page is closed.
  const answer = () =>
    ping().then(
      () => true,
      () => true,
    );
  do await wait(PING_EVERY_MS);
  while (isPending() && (await Promise.race([answer(), wait(ASLEEP_MS)])));
  return makeFailure("page_asleep", "silent", { seconds: ASLEEP_MS / 1000 }, { retryAfterSeconds: 1 });
}

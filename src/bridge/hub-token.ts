import type { TokenNews } from "../contract/hub-token.ts";

type Told = Pick<Worker, "postMessage">;

/** The visitor's token for the Hub: in this variable, and in the threads that ask the Hub. Empty for none. */
let hubToken = "";
const threads = new Set<Told>();

/** Tells a thread the token of now, and each one after it. */
export function tellToken<T extends Told>(thread: T): T {
  threads.add(thread);
  if (hubToken) thread.postMessage({ hubToken } satisfies TokenNews);
  return thread;
}

/** A thread that has ended is told nothing more, and not held here. */
export function forgetThread(thread: Told): void {
  threads.delete(thread);
}

/** The visitor's token of now; empty for none. */
export function readToken(): string {
  return hubToken;
}

/** @param value empty to forget it */
export function setToken(value: string): void {
  hubToken = value;
  for (const thread of threads) thread.postMessage({ hubToken } satisfies TokenNews);
}

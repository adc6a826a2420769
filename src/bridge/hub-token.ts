import type { TokenNews } from "../contract/hub-token.ts";

type Told = Pick<Worker, "postMessage">;

/** The visitor's token for the Hub: in this variable, and in the threads that ask the Hub. Empty for none. */
let hubToken = "";
const threads: Told[] = [];

/** Tells a thread the token of now, and each one after it. */
export function tellToken<T extends Told>(thread: T): T {
  threads.push(thread);
  if (hubToken) thread.postMessage({ hubToken } satisfies TokenNews);
  return thread;
}

/** @param value empty to forget it; a thread that has ended hears nothing */
export function setToken(value: string): void {
  hubToken = value;
  for (const thread of threads) thread.postMessage({ hubToken } satisfies TokenNews);
}

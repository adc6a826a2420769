import { createMessageHop } from "../kernel/message-hop.ts";

/** One macrotask: whatever came before it in its queue is done when it settles. */
type Hop = () => Promise<void>;

/** Hops by message that are timed together, because browsers round their clocks to a millisecond. */
const TIMED = 8;
/** How often that is done, at first; the quickest counts, because a busy machine holds up some. */
const GROUPS = 4;
/** Milliseconds from which they count as slow. */
const SLOW_MS = 2;
/** How long other hops may take the place of messages, in milliseconds. */
const MESSAGES_EVERY_MS = 20;

/**
 * Makes a function that lets one macrotask pass, so that messages (a stop, a heartbeat) are read. A message to oneself takes 10 µs in Chromium, and 440
 * in WebKit, where it goes by another process. Where it is slow, an empty digest (23 µs) takes its place for up to 20 ms;
 * no longer, because other queues can keep messages waiting for as long as there is work.
 */
export function createBreathe(
  now: () => number,
  message: Hop = createMessageHop(),
  other: Hop | undefined = createDigestHop(),
): Hop {
  let quickest = Number.POSITIVE_INFINITY;
  let groups = 0;
  let lastMessage = Number.NEGATIVE_INFINITY;
  const hopByMessage = async () => {
    await message();
    lastMessage = now();
  };
  const timeMessages = async () => {
    groups++;
    const from = now();
    for (let i = 0; i < TIMED; i++) await hopByMessage();
    quickest = Math.min(quickest, lastMessage - from);
  };
  return async () => {
    if (groups < GROUPS) return timeMessages();
    const isSlow = quickest >= SLOW_MS;
    if (isSlow && other !== undefined && now() - lastMessage < MESSAGES_EVERY_MS) return other();
    await hopByMessage();
  };
}

/** None on a page that was not brought securely. */
function createDigestHop(): Hop | undefined {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  const nothing = new Uint8Array(0);
  return subtle === undefined ? undefined : () => subtle.digest("SHA-256", nothing).then(() => undefined);
}

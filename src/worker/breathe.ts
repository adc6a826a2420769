/**
 * Makes a function that lets one macrotask pass, so that messages (a stop, a heartbeat) are read. A message channel,
 * because timers are held back to 4 ms when nested and to a second in a hidden tab.
 */
export function createBreathe(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}

/**
 * Makes a function that lets one message in: a message to oneself waits behind those that came before it. Timers are no
 * way: they are held back to 4 ms when nested and to a second in a hidden tab.
 */
export function createMessageHop(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    });
}

import { MessagePort, type Worker } from "node:worker_threads";
import type { Endpoint } from "comlink";

type Listener = (value: unknown) => void;

/** One end of a thread's line as Comlink knows ends: Node's have listeners of another form. */
export function endpointOf(port: Worker | MessagePort): Endpoint {
  const listeners = new WeakMap<object, Listener>();
  return {
    // What Comlink transfers are ports, and arrays that are handed over.
    postMessage: (message: unknown, transfer: readonly unknown[] = []) =>
      port.postMessage(
        message,
        transfer.filter((one) => one instanceof MessagePort || one instanceof ArrayBuffer),
      ),
    addEventListener(_type, handler) {
      const listener: Listener = (data) => {
        const event = new MessageEvent("message", { data });
        if (typeof handler === "function") handler(event);
        else handler.handleEvent(event);
      };
      port.on("message", listener);
      listeners.set(handler, listener);
    },
    removeEventListener(_type, handler) {
      const listener = listeners.get(handler);
      if (listener !== undefined) port.off("message", listener);
    },
  };
}

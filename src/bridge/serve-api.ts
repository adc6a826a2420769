import { expose } from "comlink";
import { type ApiHost, OFFER_MESSAGE } from "../contract/api/host.ts";

/**
 * Lets the service worker use this page's engine: each port that it offers gets `host`. A restarted service worker
 * offers a new port; the old one is closed then.
 */
export function serveApi(container: ServiceWorkerContainer, host: ApiHost): void {
  let current: MessagePort | undefined;
  container.addEventListener("message", ({ data, ports: [port] }) => {
    if (port === undefined || data?.type !== OFFER_MESSAGE) return;
    current?.close();
    current = port;
    expose(host, port);
  });
  container.startMessages();
}

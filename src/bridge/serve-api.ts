import { expose } from "comlink";
import { type ApiHost, OFFER_MESSAGE } from "../contract/api/host.ts";

/**
 * Lets the service worker use this page's engine: each port that it offers gets the host, which is opened for the first of
 * them; what is sent meanwhile waits in the port. A restarted service worker offers a new port; the old one is closed then.
 */
export function serveApi(container: ServiceWorkerContainer, openHost: () => Promise<ApiHost>): void {
  let current: MessagePort | undefined;
  let host: Promise<ApiHost> | undefined;
  container.addEventListener("message", ({ data, ports: [port] }) => {
    if (port === undefined || data?.type !== OFFER_MESSAGE) return;
    current?.close();
    current = port;
    host ??= openHost();
    host.then(
      (opened) => expose(opened, port),
      // Its script did not come. Whoever asks through this port hears nothing, offers another, and that tries again.
      () => {
        host = undefined;
      },
    );
  });
  container.startMessages();
}

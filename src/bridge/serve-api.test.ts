import { type Remote, wrap } from "comlink";
import { expect, it } from "vitest";
import { type ApiHost, OFFER_MESSAGE } from "../contract/api/host.ts";
import { pageThatSays } from "../api/testing/page.ts";
import { serveApi } from "./serve-api.ts";

/** The page's side of its service workers, and a service worker that offers ports. */
function openContainer() {
  const container = Object.assign(new EventTarget(), { startMessages: () => undefined });
  const offer = (type: string): Remote<ApiHost> => {
    const { port1, port2 } = new MessageChannel();
    container.dispatchEvent(new MessageEvent("message", { data: { type }, ports: [port2] }));
    return wrap<ApiHost>(port1);
  };
  return { container: Object(container), offer };
}

it("opens the host once, for the first port that is offered, and loses no call that came meanwhile", async () => {
  const { container, offer } = openContainer();
  let opened = 0;
  let open = () => {};
  const ready = new Promise<void>((resolve) => {
    open = resolve;
  });
  serveApi(container, async () => {
    opened++;
    await ready;
    return pageThatSays(" fine.").host;
  });
  offer("something else");
  expect(opened).toBe(0);
  const first = offer(OFFER_MESSAGE);
  const early = first.status();
  open();
  expect(await early).toMatchObject({ queued: 0 });
  expect(await offer(OFFER_MESSAGE).status()).toMatchObject({ queued: 0 });
  expect(opened).toBe(1);
});

it("opens the host again for the next port where it could not be opened", async () => {
  const { container, offer } = openContainer();
  let opened = 0;
  serveApi(container, async () => {
    if (++opened === 1) throw new TypeError("Failed to fetch dynamically imported module");
    return pageThatSays(" fine.").host;
  });
  offer(OFFER_MESSAGE);
  await Promise.resolve();
  expect(await offer(OFFER_MESSAGE).status()).toMatchObject({ queued: 0 });
  expect(opened).toBe(2);
});

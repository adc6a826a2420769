import { type AddressInfo, connect } from "node:net";
import { expect, it } from "vitest";
import { pageThatSays } from "../../api/testing/page.ts";
import { createMetrics } from "./metrics.ts";
import { createApiServer } from "./server.ts";

/** A server whose model answers when the test says so. */
async function startHeld() {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const page = pageThatSays(" fine.");
  const { generate } = page.host;
  const host = {
    ...page.host,
    generate: async (...call: Parameters<typeof generate>) => {
      await held;
      return generate(...call);
    },
  };
  const statuses: number[] = [];
  const { server, drain } = createApiServer({
    version: "1.0.0",
    host,
    most: 4,
    admission: { key: undefined, cors: [], isLoopback: true },
    timeout: 60,
    site: undefined,
    metrics: createMetrics(() => ({ threads: 1, running: 0, waiting: 0 })),
    log: ({ status }) => statuses.push(status),
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  const call = () =>
    fetch(`${url}/generate_quote`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ prompt: "life is" }),
    });
  return { url, call, release, drain, page, statuses, server };
}

it("finishes what runs before it ends, and tells who calls meanwhile", async () => {
  const { url, call, release, drain, statuses, server } = await startHeld();
  expect((await fetch(`${url}/ready`)).status).toBe(200);
  const arrived = new Promise((resolve) => server.once("request", resolve));
  const running = call();
  await arrived;
  const drained = drain();
  expect((await fetch(`${url}/ready`)).status).toBe(503);
  const late = await call();
  expect([late.status, late.headers.get("Retry-After"), (await late.json()).error.code]).toEqual([503, "1", "ending"]);
  release();
  expect((await (await running).json()).generated_text).toMatch(/fine/);
  await drained;
  await expect(call()).rejects.toThrow();
  expect(statuses).toEqual([200, 503, 503, 200]);
});

it("ends at once where nothing runs", async () => {
  const { call, drain } = await startHeld();
  await drain();
  await expect(call()).rejects.toThrow();
});

it.each([
  ["sent nothing", ""],
  ["began to send", "POST /generate_quote HTTP/1.1\r\nHost: 127.0.0.1\r\n"],
])("waits for no connection that %s", async (_what, sent) => {
  const { url, drain, server } = await startHeld();
  const arrived = new Promise<void>((resolve) => {
    server.once("connection", (socket) => (sent === "" ? resolve() : socket.once("data", () => resolve())));
  });
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname, () => socket.write(sent));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  await arrived;
  await drain();
  await closed;
});

import { wrap } from "comlink";
import { afterEach, describe, expect, it } from "vitest";
import { exposeCalls } from "./expose-calls.ts";

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

function open() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const called: unknown[] = [];
  const host = {
    async greet(name: string) {
      called.push(name);
      return `Hello ${name}`;
    },
  };
  exposeCalls(host, port1);
  return { remote: wrap<typeof host & { constructor: { name: string } }>(port2), port: port2, called };
}

/** What the host answers to a message as it stands. */
const ask = (port: MessagePort, message: object) =>
  new Promise<unknown>((resolve) => {
    port.addEventListener("message", ({ data }) => resolve(data));
    port.start();
    port.postMessage({ id: "1", ...message });
  });

const REFUSED = { value: { ok: false, failure: { code: "bad_request" } } };

describe("exposeCalls", () => {
  it("lets the other end call the host's methods", async () => {
    const { remote, called } = open();
    expect(await remote.greet("you")).toBe("Hello you");
    expect(called).toEqual(["you"]);
  });

  it.each([
    ["reading", { type: "GET", path: ["greet"] }],
    ["setting", { type: "SET", path: ["greet"], value: { type: "RAW", value: 1 } }],
    ["making", { type: "CONSTRUCT", path: ["greet"], argumentList: [] }],
    ["the prototype", { type: "APPLY", path: ["constructor"], argumentList: [] }],
    ["a deeper path", { type: "APPLY", path: ["greet", "call"], argumentList: [] }],
    ["too many arguments", { type: "APPLY", path: ["greet"], argumentList: Array(9).fill({ type: "RAW", value: 1 }) }],
    [
      "an unknown kind of argument",
      { type: "APPLY", path: ["greet"], argumentList: [{ type: "HANDLER", name: "throw", value: 1 }] },
    ],
  ])("refuses %s", async (_what, message) => {
    const { port, called } = open();
    expect(await ask(port, message)).toMatchObject(REFUSED);
    expect(called).toEqual([]);
  });
});

import { createServer, type Server, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { readRequest } from "./http-request.ts";

let server: Server | undefined;
afterEach(() => void server?.close());

/** What a server that reads with this limit makes of a call. */
async function read(method: string, body = "", headers: Record<string, string> = {}, most = 8) {
  let answer: (request: Request) => void = () => {};
  const taken = new Promise<Request>((resolve) => {
    answer = resolve;
  });
  server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1/");
    answer(await readRequest(incoming, url, most, new AbortController().signal));
    outgoing.end("read");
  });
  const address = await new Promise<AddressInfo>((resolve) => {
    server?.listen(0, "127.0.0.1", () => {
      const found = server?.address();
      if (typeof found === "object" && found !== null) resolve(found);
    });
  });
  const said = await new Promise<string>((resolve, reject) => {
    const call = request({ port: address.port, host: "127.0.0.1", path: "/a?b=1", method, headers }, (response) => {
      response.setEncoding("utf8");
      let text = "";
      response.on("data", (piece: string) => {
        text += piece;
      });
      response.on("end", () => resolve(text));
    });
    call.on("error", reject);
    call.end(body);
  });
  return { said, taken: await taken };
}

it("hands on the headers that routes look at, and no others", async () => {
  const { taken } = await read("POST", "{}", { "Idempotency-Key": "k", Accept: "text/event-stream", Cookie: "a=b" });
  expect(taken.method).toBe("POST");
  expect(new URL(taken.url).search).toBe("?b=1");
  expect([taken.headers.get("idempotency-key"), taken.headers.get("accept")]).toEqual(["k", "text/event-stream"]);
  expect(taken.headers.get("cookie")).toBeNull();
  expect(await taken.text()).toBe("{}");
});

it("reads one byte over the limit and no more, and lets the caller send all of it", async () => {
  const { taken, said } = await read("POST", "x".repeat(1_000_000));
  expect((await taken.arrayBuffer()).byteLength).toBe(9);
  expect(said).toBe("read");
});

it("takes HEAD as GET, and a method that no Request can have as one that no route takes", async () => {
  expect((await read("HEAD")).taken.method).toBe("GET");
  server?.close();
  expect((await read("TRACE")).taken.method).toBe("DELETE");
});

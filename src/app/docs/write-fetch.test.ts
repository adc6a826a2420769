import { describe, expect, it } from "vitest";
import { writeFetch } from "./write-fetch.ts";

const requestOf = (fields: Record<string, unknown>) => ({ get: (name: string) => fields[name] });
const url = "https://site.test/api/generate_quote";

/** Runs a snippet with a `fetch` that tells what it was called with. */
async function run(code: string): Promise<unknown[]> {
  const calls: unknown[] = [];
  const AsyncFunction = (async () => {}).constructor;
  const body: unknown = Reflect.construct(AsyncFunction, ["fetch", "console", code]);
  if (typeof body !== "function") throw new Error("no function");
  const fetcher = async (...given: unknown[]) => {
    calls.push(...given);
    return { json: async () => ({}) };
  };
  await body(fetcher, { log: () => {} });
  return calls;
}

describe("writeFetch", () => {
  it("writes code that makes the call", async () => {
    const body = '{"prompt":"it\'s \\"so\\"\\n","seed":7}';
    const [to, init] = await run(writeFetch(requestOf({ url, method: "POST", body })));
    expect([to, init]).toEqual([url, { method: "POST", headers: { "Content-Type": "application/json" }, body }]);
  });

  it("writes a GET without a body", async () => {
    expect(await run(writeFetch(requestOf({ url, method: "GET" })))).toEqual([url]);
  });

  it("keeps what is not JSON as a text, which nothing in it ends", async () => {
    const body = '`); alert(1) //"\\';
    const [, init] = await run(writeFetch(requestOf({ url, method: "POST", body })));
    expect(init).toMatchObject({ body: JSON.stringify(body) });
  });
});

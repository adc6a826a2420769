import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { pageThatSays } from "../api/testing/page.ts";
import { routeCall } from "../contract/api/call-schemas.ts";
import type { RouteAnswer } from "../contract/embed.ts";
import { answerRoutes } from "./frame-routes.ts";

const post = { id: "1", path: "generate_quote", method: "POST", headers: [["Content-Type", "application/json"]] };

async function ask(call: unknown, work = { api: pageThatSays(" fine.").host, origin: "https://site.test" }) {
  const answers: RouteAnswer[] = [];
  // As another page may send it.
  const routes: { request(call: unknown, onAnswer: unknown): Promise<unknown> } = answerRoutes(work);
  const outcome = await routes.request(call, (answer: RouteAnswer) => void answers.push(answer));
  return { outcome, answers };
}

describe("a route that another page asks for", () => {
  it("is answered with its head, then its bytes", async () => {
    const { outcome, answers } = await ask({ ...post, body: '{"prompt":"life"}' });
    const [head, ...rest] = answers;
    expect([outcome, head]).toEqual([{ ok: true, value: null }, expect.objectContaining({ status: 200 })]);
    const bytes = rest.flatMap((piece) => ("bytes" in piece ? [...piece.bytes] : []));
    expect(JSON.parse(new TextDecoder().decode(new Uint8Array(bytes)))).toMatchObject({ prompt: "life" });
  });

  it.each([
    [undefined],
    [{ ...post, method: "TRACE" }],
    [{ ...post, path: "x".repeat(201) }],
    [{ ...post, headers: [["a"]] }],
    [{ ...post, body: 7 }],
  ])("is refused where the call is none: %j", async (call) => {
    const { outcome, answers } = await ask(call);
    expect([outcome, answers]).toEqual([{ ok: false, failure: expect.objectContaining({ code: "bad_request" }) }, []]);
  });

  it("is refused where nobody takes the answer", async () => {
    const routes: { request(call: unknown, onAnswer: unknown): Promise<unknown> } = answerRoutes({
      api: pageThatSays("").host,
      origin: "https://site.test",
    });
    expect(await routes.request(post, "listener")).toMatchObject({ ok: false, failure: { code: "bad_request" } });
  });

  it("stays one of the routes, wherever its path leads", async () => {
    for (const path of ["../index.html", "//elsewhere.test/", "v1/models/../../x"]) {
      const { answers } = await ask({ ...post, path, method: "GET" });
      expect([path, answers[0]]).toEqual([path, expect.objectContaining({ status: 404 })]);
    }
  });

  it("is refused where one of its id is running, which can be stopped as before", async () => {
    const routes = answerRoutes({ api: pageThatSays(" fine.").host, origin: "https://site.test" });
    const call = v.parse(routeCall, { ...post, body: '{"prompt":"life"}' });
    let takeHead = () => {};
    const taken = new Promise<void>((resolve) => {
      takeHead = resolve;
    });
    let first: Promise<unknown> | undefined;
    await new Promise<void>((resolve) => {
      first = routes.request(call, () => {
        resolve();
        return taken;
      });
    });
    const second: RouteAnswer[] = [];
    expect(await routes.request(call, (answer) => void second.push(answer))).toEqual({
      ok: false,
      failure: expect.objectContaining({ code: "bad_request", message: expect.stringContaining('id "1"') }),
    });
    expect(second).toEqual([]);
    expect(routes.stop("1")).toBe(true);
    takeHead();
    await first;
    expect(routes.stop("1")).toBe(false);
    expect(await routes.request(call, () => undefined)).toMatchObject({ ok: true });
  });
});

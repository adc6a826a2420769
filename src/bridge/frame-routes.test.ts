import { describe, expect, it } from "vitest";
import { pageThatSays } from "../api/testing/page.ts";
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
});

import { describe, expect, it } from "vitest";
import { makeFailure } from "../contract/outcome.ts";
import { pageThatSays } from "../api/testing/page.ts";
import { checkCalls } from "./embed-calls.ts";

const call = { id: "1", incarnation: "a", fingerprint: "f", request: { prompt: "life", parameters: {} } };

describe("the API's calls for another page", () => {
  it("go through to the queue, with the pieces as they come", async () => {
    const { host, calls, stopped } = pageThatSays(" is fine.");
    const checked = checkCalls(host);
    const pieces: string[] = [];
    expect(await checked.generate(call, (deltas) => void pieces.push(...deltas.map(({ text }) => text)))).toMatchObject(
      {
        ok: true,
        value: { samples: [{ text: " is fine." }] },
      },
    );
    await checked.stop("1");
    expect([calls.length, pieces, stopped]).toEqual([1, [" is", " fine."], ["1"]]);
    expect(await checked.score({ id: "2", text: "life" })).toMatchObject({ ok: true, value: { tokens: 10 } });
    const alternatives = await checked.alternatives({ id: "3", text: "life", position: 1 });
    expect(alternatives).toMatchObject({ ok: true, value: { top: [{ text: " is" }] } });
  });

  it.each([
    ["score", { id: "1", text: "life", top_logprobs: 21 }],
    ["alternatives", { id: "1", text: "life", position: -1 }],
  ] as const)("are refused where a question about a text is wrong: %s", async (name, call) => {
    const outcome = await checkCalls(pageThatSays("").host)[name](call);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "bad_request" } });
  });

  it("are refused in English where a parameter is wrong, before the queue hears of them", async () => {
    const { host, calls } = pageThatSays("");
    const outcome = await checkCalls(host).generate({ ...call, request: { prompt: "life", parameters: { top_p: 7 } } });
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: "bad_request", subject: "parameters.top_p", message: expect.stringContaining("top_p") },
    });
    expect(calls).toEqual([]);
  });

  it("say of the frame which model it has, and keep the reason why it has none to themselves", async () => {
    const { host } = pageThatSays("", {
      status: async () => ({ reason: makeFailure("not_loaded", "loading", {}), queued: 2 }),
    });
    expect(await checkCalls(host).status()).toEqual({ queued: 2 });
  });
});

import { afterEach, describe, expect, it } from "vitest";
import { inEnglish } from "../contract/testing/refused.ts";
import { hubAccount } from "./hub-account.ts";
import { forgetThread, readToken, tellToken } from "./hub-token.ts";

afterEach(() => hubAccount.signOut());

const TOKEN = "hf_secret_of_mine";
const asked: [string, string | null][] = [];

function hub(answer: () => Response | Promise<Response>): typeof fetch {
  asked.length = 0;
  return async (input, init) => {
    asked.push([`${input}`, new Headers(init?.headers).get("Authorization")]);
    return answer();
  };
}

describe("the Hub's account", () => {
  it("is asked of the Hub alone, told to threads, and forgotten", async () => {
    const told: unknown[] = [];
    const thread = { postMessage: (message: unknown) => void told.push(message) };
    expect(tellToken(thread)).toBe(thread);
    const heard: (string | undefined)[] = [];
    const leave = hubAccount.subscribe(() => void heard.push(hubAccount.name()));
    const answer = hub(() => Response.json({ name: "reader", type: "user" }));
    expect(await hubAccount.signIn(` ${TOKEN}\n`, answer)).toEqual({ ok: true, value: "reader" });
    expect(asked).toEqual([["https://huggingface.co/api/whoami-v2", `Bearer ${TOKEN}`]]);
    hubAccount.signOut();
    leave();
    expect([heard, hubAccount.name()]).toEqual([["reader", undefined], undefined]);
    forgetThread(thread);
    expect(told).toEqual([{ hubToken: TOKEN }, { hubToken: "" }]);
  });

  it.each([
    ["a wrong token", () => Response.json({}, { status: 401 }), "does not know this token"],
    ["a Hub that fails", () => new Response("", { status: 502 }), "status 502"],
    ["an answer that is none", () => new Response("<html>"), "status 200"],
    ["no network", () => Promise.reject(new Error("no line")), "no line"],
  ])("is nobody's with %s, told without the token", async (_name, answer, said) => {
    const outcome = await hubAccount.signIn(TOKEN, hub(answer));
    expect(outcome.ok).toBe(false);
    expect(outcome.ok ? "" : inEnglish(outcome.failure)).toContain(said);
    expect(JSON.stringify(outcome)).not.toContain(TOKEN);
    expect(hubAccount.name()).toBeUndefined();
  });

  it("is forgotten once the Hub refuses its token, and for nothing else", async () => {
    expect(await hubAccount.dropIfRefused(hub(() => Response.json({}, { status: 401 })))).toBe(false);
    expect(asked).toEqual([]);
    const known = hub(() => Response.json({ name: "reader" }));
    await hubAccount.signIn(TOKEN, known);
    for (const fetcher of [
      known,
      hub(() => new Response("", { status: 502 })),
      hub(() => Promise.reject(new Error("no line"))),
    ])
      expect(await hubAccount.dropIfRefused(fetcher)).toBe(false);
    expect(hubAccount.name()).toBe("reader");
    expect(await hubAccount.dropIfRefused(hub(() => Response.json({}, { status: 401 })))).toBe(true);
    expect(asked).toEqual([["https://huggingface.co/api/whoami-v2", `Bearer ${TOKEN}`]]);
    expect([hubAccount.name(), readToken()]).toEqual([undefined, ""]);
  });

  it.each(["", "hf_ü", "a b", "x".repeat(513)])("asks nobody about %j, which is no token", async (token) => {
    const outcome = await hubAccount.signIn(
      token,
      hub(() => new Response()),
    );
    expect(outcome).toMatchObject({ failure: { code: "unauthorized", detail: "token_unknown" } });
    expect(asked).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import type { ApiCall } from "../contract/api/host.ts";
import type { GenerateDelta, GenerateResult } from "../contract/generate-result.ts";
import { makeFailure, type Outcome } from "../contract/outcome.ts";
import { beginTicket, follow, forgetTickets, isSameCall, type Ticket } from "./tickets.ts";

const call = (more: Partial<ApiCall> = {}): ApiCall => ({
  id: "1",
  incarnation: "first",
  fingerprint: "same",
  request: { prompt: "a", parameters: {} },
  ...more,
});
const ended: Outcome<GenerateResult> = { ok: false, failure: makeFailure("not_loaded", "none", {}) };

/** A ticket whose run says and ends when the test says so. */
function heldTicket(taken = call(), at = 0) {
  let say: (delta: GenerateDelta) => void | Promise<void> = () => undefined;
  let end = (_outcome: Outcome<GenerateResult>) => {};
  const ticket = beginTicket(
    {
      generate: (_request, _run, onDelta) => {
        say = onDelta;
        return new Promise((resolve) => {
          end = resolve;
        });
      },
    },
    { call: taken, run: 1, taken: at },
  );
  return { ticket, say: (text: string) => say({ sample: 0, text, tokens: 1 }), end: () => end(ended) };
}

describe("a call that was taken", () => {
  it("hands on its pieces together with those that came meanwhile, then its outcome", async () => {
    const { ticket, say, end } = heldTicket();
    const heard: string[][] = [];
    await say("a");
    const followed = follow(ticket, async (pieces) => {
      heard.push(pieces.map(({ text }) => text));
      if (heard.length > 1) return;
      await say("b");
      await say("c");
      end();
    });
    expect(await followed).toBe(ended);
    expect(heard).toEqual([["a"], ["b", "c"]]);
  });

  it("hands all of them on once more to whoever asks again", async () => {
    const { ticket, say, end } = heldTicket();
    await say("a");
    await say("b");
    end();
    await ticket.outcome;
    const heard: string[] = [];
    await follow(ticket, (pieces) => void heard.push(...pieces.map(({ text }) => text)));
    expect(heard).toEqual(["a", "b"]);
    expect(await follow(ticket)).toBe(ended);
  });
});

describe("the same call", () => {
  const { ticket } = heldTicket();

  it("is one that a service worker sends again after its restart, until its answer has arrived", () => {
    expect(isSameCall(ticket, call({ incarnation: "second" }))).toBe(true);
    expect(isSameCall({ ...ticket, released: true }, call({ incarnation: "second" }))).toBe(false);
  });

  it("is no other one of the same life, nor of another page", () => {
    expect(isSameCall(ticket, call())).toBe(false);
    expect(isSameCall(ticket, call({ incarnation: "second", fingerprint: "other" }))).toBe(false);
  });

  it("has the same key and the same body, whatever became of the first", () => {
    const keyed: Ticket = { ...heldTicket(call({ idempotencyKey: "k" })).ticket, released: true };
    expect(isSameCall(keyed, call({ idempotencyKey: "k" }))).toBe(true);
    expect(isSameCall(keyed, call({ idempotencyKey: "k", fingerprint: "other" }))).toBe(false);
    expect(isSameCall(keyed, call({ idempotencyKey: "l" }))).toBe(false);
  });
});

describe("answers that nobody will ask for", () => {
  const settled = (released: boolean, idempotencyKey?: string): Ticket => {
    const { ticket } = heldTicket(call(idempotencyKey === undefined ? {} : { idempotencyKey }));
    return { ...ticket, settled: true, released };
  };
  const left = (tickets: readonly (readonly [string, Ticket])[], now: number) => {
    const map = new Map(tickets);
    forgetTickets(map, now);
    return [...map.keys()];
  };

  it("go once they have arrived; those with a key stay for ten minutes", () => {
    const tickets = [
      ["arrived", settled(true)],
      ["keyed", settled(true, "k")],
      ["waits", settled(false)],
    ] as const;
    expect(left(tickets, 0)).toEqual(["keyed", "waits"]);
    expect(left(tickets, 10 * 60_000)).toEqual(["keyed", "waits"]);
    expect(left(tickets, 10 * 60_000 + 1)).toEqual([]);
  });

  it("never go while they are computed", () => {
    expect(left([["running", { ...settled(true), settled: false }]], 1e9)).toEqual(["running"]);
  });

  it("go, the oldest first, where there are more than 64", () => {
    const many = Array.from({ length: 70 }, (_, i) => [`${i}`, settled(true, "k")] as const);
    expect(left(many, 0)).toEqual(many.slice(6).map(([id]) => id));
  });
});

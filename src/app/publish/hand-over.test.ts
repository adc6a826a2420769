import { afterEach, describe, expect, it } from "vitest";
import { takeCode } from "../take-code.ts";
import { handOver } from "./hand-over.ts";

const backWith = (nonce: string) => `https://a.test/publish.html?code=secret&state=${JSON.stringify({ nonce })}`;
const never = new Promise<void>(() => undefined);

const open: BroadcastChannel[] = [];
function channel(): BroadcastChannel {
  const one = new BroadcastChannel("test:signed-in");
  open.push(one);
  return one;
}
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

describe("the code of a sign-in, from the tab that has it to the page that asked", () => {
  it("is taken by that page alone", async () => {
    const others: string[] = [];
    const { signal } = new AbortController();
    void takeCode(channel(), "other", signal).then((address) => others.push(address));
    const taken = takeCode(channel(), "mine", signal);
    expect(await handOver(backWith("mine"), channel(), never)).toBe(true);
    expect(await taken).toBe(backWith("mine"));
    expect(others).toEqual([]);
  });

  it("is nobody's where that page is gone, or has given up", async () => {
    const ending = new AbortController();
    void takeCode(channel(), "mine", ending.signal);
    ending.abort();
    expect(await handOver(backWith("mine"), channel(), Promise.resolve())).toBe(false);
  });

  it("is not taken by what is no address of a way back", async () => {
    const taken: string[] = [];
    void takeCode(channel(), "mine", new AbortController().signal).then((address) => taken.push(address));
    const sender = channel();
    for (const data of [7, { redirectedUrl: "mine" }, { taken: "mine" }]) sender.postMessage(data);
    expect(await handOver(backWith("other"), channel(), Promise.resolve())).toBe(false);
    expect(taken).toEqual([]);
  });
});

import { afterEach, expect, it } from "vitest";
import { forgetThread, setToken, tellToken } from "./hub-token.ts";

afterEach(() => setToken(""));

function thread() {
  const told: unknown[] = [];
  return { told, postMessage: (message: unknown) => void told.push(message) };
}

it("tells a thread that has ended nothing more", () => {
  const [ended, other] = [tellToken(thread()), tellToken(thread())];
  forgetThread(ended);
  setToken("hf_1");
  expect([ended.told, other.told]).toEqual([[], [{ hubToken: "hf_1" }]]);
});

it("tells every thread the token of now, those that start later too, and that it is gone", () => {
  const early = tellToken(thread());
  expect(early.told).toEqual([]);
  setToken("hf_1");
  const late = tellToken(thread());
  setToken("");
  expect(tellToken(thread()).told).toEqual([]);
  expect(early.told).toEqual([{ hubToken: "hf_1" }, { hubToken: "" }]);
  expect(late.told).toEqual([{ hubToken: "hf_1" }, { hubToken: "" }]);
});

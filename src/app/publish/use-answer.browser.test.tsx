import { afterEach, expect, it, vi } from "vitest";
import { renderHook } from "vitest-browser-react";
import { succeed } from "../../contract/outcome.ts";
import { useAnswer } from "./use-answer.ts";

afterEach(() => void vi.useRealTimers());

it("asks the first question at once, and of those of one word the last, once nobody types", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const asked: string[] = [];
  const questions = new Map(
    ["p", "po", "poe", "poem"].map((text) => [
      text,
      async () => {
        asked.push(text);
        return succeed(text);
      },
    ]),
  );
  const { result, rerender, act } = await renderHook((text: string | undefined) =>
    useAnswer(questions.get(text ?? "p")),
  );
  await act(async () => undefined);
  expect([asked, result.current]).toEqual([["p"], succeed("p")]);
  for (const text of ["po", "poe", "poem"]) {
    await rerender(text);
    await act(() => vi.advanceTimersByTime(299));
  }
  expect([asked, result.current]).toEqual([["p"], undefined]);
  await act(async () => void vi.advanceTimersByTime(1));
  expect([asked, result.current]).toEqual([["p", "poem"], succeed("poem")]);
});

import { expect, it } from "vitest";
import { renderHook } from "vitest-browser-react";
import { openWrittenPage } from "./testing/page.ts";
import { SessionContext } from "./use-page.ts";
import { useShownRun } from "./use-shown-run.ts";

it("gives the run that is to be seen, and follows how its texts are shown", async () => {
  const { session } = await openWrittenPage();
  const { result, act } = await renderHook(() => useShownRun(), {
    wrapper: ({ children }) => <SessionContext value={session}>{children}</SessionContext>,
  });
  expect(result.current).toMatchObject({ run: { phase: "done" }, tidy: false });
  await act(() => session.store.send({ type: "tidy", on: true }));
  expect(result.current.tidy).toBe(true);
  await act(() => session.store.send({ type: "cleared" }));
  expect(result.current.run).toBeUndefined();
});

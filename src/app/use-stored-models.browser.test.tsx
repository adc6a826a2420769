import { describe, expect, it } from "vitest";
import { renderHook } from "vitest-browser-react";
import type { StoredModel } from "../contract/model-library.ts";
import { fail, makeFailure, type Outcome, succeed } from "../contract/outcome.ts";
import { FOREIGN, openPage } from "./testing/page.ts";
import { SessionContext } from "./use-page.ts";
import { useStoredModels } from "./use-stored-models.ts";

const MODEL: StoredModel = { id: "1", name: "poems", source: FOREIGN, bytes: 2, lastUsed: 1, complete: true };

async function start(stored: () => Outcome<StoredModel[]>) {
  const { session } = openPage();
  session.engine.stored = async () => stored();
  return renderHook(() => useStoredModels("Working …"), {
    wrapper: ({ children }) => <SessionContext value={session}>{children}</SessionContext>,
  });
}

describe("useStoredModels", () => {
  it("lists what is kept, and lists it anew after each action, with how that ended", async () => {
    let models = [MODEL];
    const { result, act } = await start(() => succeed(models));
    await expect.poll(() => result.current.models).toEqual([MODEL]);
    let finish = () => {};
    const work = () =>
      new Promise<Outcome<number>>((resolve) => {
        finish = () => resolve(succeed(7));
      });
    let acted: Promise<void> = Promise.resolve();
    await act(async () => {
      acted = result.current.act(work, (value) => `Done: ${value}`);
    });
    expect(result.current).toMatchObject({ said: "Working …", isBusy: true });
    models = [];
    await act(async () => {
      finish();
      await acted;
    });
    expect(result.current).toMatchObject({ said: "Done: 7", isBusy: false, models: [] });
  });

  it("says why an action failed, or why nothing can be listed", async () => {
    const closed = fail("storage", "none", {});
    const { result, act } = await start(() => closed);
    await expect.poll(() => result.current.said).toEqual(makeFailure("storage", "none", {}));
    await act(() => result.current.act(async () => fail("quota", "full", {}), String));
    expect(result.current).toMatchObject({ isBusy: false, models: undefined });
  });
});

import { describe, expect, it } from "vitest";
import { type Locks, withLock } from "./with-lock.ts";

/** Locks as other tabs leave them: `request` is what the browser does. */
const locksThat = (request: Locks["request"]): Locks => ({ request, query: async () => ({}) });

const never = () => new AbortController().signal;

describe("withLock", () => {
  it("works under a name of this site's own", async () => {
    const names: string[] = [];
    const locks = locksThat((name, _options, work) => {
      names.push(name);
      return work();
    });
    expect(await withLock(locks, "sha256-1", never(), async () => 5)).toBe(5);
    expect(names).toEqual(["hostless:sha256-1"]);
  });

  it("works without locks, and where this frame may not use them", async () => {
    expect(await withLock(undefined, "x", never(), async () => 1)).toBe(1);
    const refused = locksThat(() => Promise.reject(new DOMException("no", "SecurityError")));
    expect(await withLock(refused, "x", never(), async () => 2)).toBe(2);
  });

  it("hands on what the work throws, and does it once", async () => {
    let times = 0;
    const locks = locksThat((_name, _options, work) => work());
    const work = async () => {
      times++;
      throw new Error("broken");
    };
    await expect(withLock(locks, "x", never(), work)).rejects.toThrow("broken");
    expect(times).toBe(1);
  });

  it("is given up while it waits for another tab, and the work is not begun", async () => {
    const abort = new AbortController();
    const waiting = locksThat(
      (_name, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
    );
    const outcome = withLock(waiting, "x", abort.signal, async () => {
      throw new Error("begun");
    });
    abort.abort();
    await expect(outcome).rejects.toMatchObject({ failure: { code: "cancelled" } });
  });
});

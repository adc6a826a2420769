import { describe, expect, it, vi } from "vitest";
import { fail } from "./outcome.ts";
import { refusingEngine } from "./refusing-engine.ts";

describe("refusingEngine", () => {
  it("answers each call with its refusal, and none of them with more", async () => {
    const refuse = vi.fn(async () => fail("not_loaded", "none", {}));
    const engine = refusingEngine(refuse);
    expect(await engine.generate({ prompt: "", parameters: {} }, 1, () => undefined)).toMatchObject({ ok: false });
    expect(await engine.stored()).toMatchObject({ ok: false });
    expect(await engine.stop(1)).toBeUndefined();
    expect(await engine.cancelLoad()).toBeUndefined();
    expect(refuse).toHaveBeenCalledTimes(4);
  });
});

import { describe, expect, it, vi } from "vitest";
import { lockTrustedTypes } from "./trusted-types.ts";

describe("lockTrustedTypes", () => {
  it("takes both policies: the default one for the own origin alone, the other for what is made here", () => {
    const policies = new Map<string, (url: string) => string | null>();
    const createPolicy = vi.fn(
      (name: string, { createScriptURL }: { createScriptURL: (url: string) => string | null }) => {
        policies.set(name, createScriptURL);
        return { createScriptURL: (url: string) => `trusted:${createScriptURL(url)}` };
      },
    );
    const vouch = lockTrustedTypes({ trustedTypes: { createPolicy } }, "https://site.test");
    const own = policies.get("default");
    expect(own?.("https://site.test/a.js")).toBe("https://site.test/a.js");
    expect([own?.("https://evil.test/a.js"), own?.("https://site.test.evil.test/"), own?.("a.js")]).toEqual([
      null,
      null,
      null,
    ]);
    expect(vouch("blob:x")).toBe("trusted:blob:x");
    expect(createPolicy).toHaveBeenCalledTimes(2);
  });

  it("vouches for nothing where the browser does not ask for it", () => {
    expect(lockTrustedTypes({}, "https://site.test")("blob:x")).toBe("blob:x");
  });
});

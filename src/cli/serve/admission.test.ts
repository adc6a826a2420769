import { describe, expect, it } from "vitest";
import { allowedOrigin, isLoopback, turnAway } from "./admission.ts";

const HERE = { key: undefined, cors: [], isLoopback: true };
const own = { host: "localhost:8000" };
const statusOf = (...call: Parameters<typeof turnAway>) => turnAway(...call)?.status;

describe("turnAway", () => {
  it("lets in who calls this machine by its own name", () => {
    for (const host of ["localhost", "localhost:8000", "127.0.0.1:8000", "127.9.9.9", "[::1]:8000"])
      expect(turnAway({ host }, HERE, false)).toBeUndefined();
  });

  it("turns away a page whose own name was led here", () => {
    for (const host of ["evil.test:8000", "127.0.0.1.evil.test", "localhost.evil.test", ""])
      expect(statusOf({ host, origin: `http://${host}` }, HERE, false)).toBe(403);
  });

  it("turns away pages of other sites, unless they are named", () => {
    const origin = "https://site.test";
    expect(statusOf({ ...own, origin }, HERE, false)).toBe(403);
    expect(statusOf({ ...own, origin: "null" }, HERE, false)).toBe(403);
    expect(statusOf({ ...own, origin: "http://localhost:8000" }, HERE, false)).toBeUndefined();
    expect(statusOf({ ...own, origin }, { ...HERE, cors: [origin] }, false)).toBeUndefined();
    expect(allowedOrigin(origin, { ...HERE, cors: ["*"] })).toBe("*");
    expect(allowedOrigin("https://site.test.evil.test", { ...HERE, cors: [origin] })).toBeUndefined();
  });

  it("asks for the key, but not where a route is open", async () => {
    const admission = { key: "secret", cors: [], isLoopback: false };
    const host = "models.test";
    for (const authorization of [undefined, "", "secret", "Bearer", "Bearer other", "Basic secret", "Bearer secret2"])
      expect(statusOf({ host, ...(authorization !== undefined && { authorization }) }, admission, false)).toBe(401);
    expect(turnAway({ host, authorization: "Bearer secret" }, admission, false)).toBeUndefined();
    expect(turnAway({ host }, admission, true)).toBeUndefined();
    expect(turnAway({ host }, admission, false)?.headers.get("WWW-Authenticate")).toBe("Bearer");
  });
});

it("knows the addresses that only this machine reaches", () => {
  expect(["127.0.0.1", "localhost", "::1"].map(isLoopback)).toEqual([true, true, true]);
  expect(["0.0.0.0", "::", "192.168.0.1", "models.test"].map(isLoopback)).toEqual([false, false, false, false]);
});

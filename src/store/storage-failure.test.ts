import { expect, it } from "vitest";
import { refuse } from "../contract/outcome.ts";
import { storageFailure } from "./storage-failure.ts";

it("tells a full storage from one that fails, and leaves refusals as they are", () => {
  expect(storageFailure(new DOMException("full", "QuotaExceededError")).failure).toMatchObject({ code: "quota" });
  expect(storageFailure(new DOMException("gone", "InvalidStateError")).failure).toMatchObject({
    code: "storage",
    parameters: { reason: expect.stringContaining("gone") },
  });
  expect(storageFailure("odd").failure).toMatchObject({ code: "storage", detail: "failed" });
  const own = refuse("cancelled", "load", {});
  expect(storageFailure(own)).toBe(own);
});

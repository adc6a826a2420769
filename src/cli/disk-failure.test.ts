import { expect, it } from "vitest";
import { diskFailure } from "./disk-failure.ts";

it("tells a full disk from one that takes nothing", () => {
  const full = diskFailure("a/b", Object.assign(new Error("no space"), { code: "ENOSPC" }));
  const other = diskFailure("a/b", Object.assign(new Error("read-only"), { code: "EROFS" }));
  expect(full.failure).toMatchObject({ code: "storage", detail: "disk_full", subject: "a/b" });
  expect(other.failure).toMatchObject({ code: "storage", detail: "unwritable", parameters: { reason: "read-only" } });
});

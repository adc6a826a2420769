import { expect, it } from "vitest";
import { closeAfter } from "./close-after.ts";
import { outOfQuota, storageFailure } from "./storage-failure.ts";

function writer(close: () => Promise<void>) {
  return { size: 0, write: () => undefined, restart: () => undefined, close };
}

const stuck = async () => {
  throw storageFailure(new Error("The file is open."));
};

it("closes what was written, and what could not be", async () => {
  let closed = 0;
  const close = async () => void closed++;
  await closeAfter(writer(close), () => expect(closed).toBe(0));
  await expect(closeAfter(writer(close), () => Promise.reject(outOfQuota()))).rejects.toThrow();
  expect(closed).toBe(2);
});

it("tells why the writing failed, or the closing alone", async () => {
  const full = closeAfter(writer(stuck), () => Promise.reject(outOfQuota()));
  await expect(full).rejects.toMatchObject({ failure: { code: "quota" } });
  await expect(closeAfter(writer(stuck), () => undefined)).rejects.toMatchObject({ failure: { code: "storage" } });
});

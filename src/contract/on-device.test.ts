import { describe, expect, it } from "vitest";
import { PUBLISHING_ITEMS, SIGN_IN_CHANNEL } from "./on-device-signed-in.ts";
import { CACHES, CHANNELS, DATABASES, LOCAL_ITEMS, LOCKS, OPFS_FOLDERS, SESSION_ITEMS } from "./on-device.ts";

describe("names on the device", () => {
  it("begin with ours where other sites of the origin might have the same", () => {
    const shared = [
      OPFS_FOLDERS.models,
      CACHES.models,
      ...Object.values(DATABASES).map(({ name }) => name),
      SIGN_IN_CHANNEL,
      ...[LOCAL_ITEMS, SESSION_ITEMS, PUBLISHING_ITEMS, LOCKS, CHANNELS].flatMap((names) => Object.values(names)),
    ];
    expect(shared.filter((name) => !name.startsWith("hostless"))).toEqual([]);
    expect(new Set(Object.values(LOCAL_ITEMS)).size).toBe(Object.keys(LOCAL_ITEMS).length);
  });
});
